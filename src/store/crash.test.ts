import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import { runKillRound, type Acknowledged } from './testing/kill-round.ts';
import { createTestFolder } from './testing/open-test-store.ts';

describe.each(['better-sqlite3', '@photostructure/sqlite'] as const)(
  'killed in the middle of writing, on %s',
  (driver) => {
    let temporary: ReturnType<typeof createTestFolder>;
    beforeEach(() => {
      temporary = createTestFolder();
    });
    afterEach(() => {
      temporary.remove();
    });

    test('every acknowledged fact is there exactly once, twelve times over', { timeout: 120_000 }, async () => {
      const random = createRandom(driver.length);
      const known: Acknowledged[] = [];
      for (let round = 0; round < 12; round++) {
        const verdict = await runKillRound({ folder: temporary.folder, driver, round: `r${round}`, random, known });
        expect({ ...verdict, acknowledged: 0 }).toEqual({ acknowledged: 0, missing: [], wrong: [] });
      }
      expect(known.length).toBeGreaterThan(200);
    });
  },
);
