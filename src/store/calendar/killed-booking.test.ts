import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../../base/random.ts';
import { overlaps } from '../../domain/scheduling/time-slot.ts';
import { loadBetterSqlite3 } from '../sqlite/better-sqlite3-driver.ts';
import { loadPhotostructure } from '../sqlite/photostructure-driver.ts';
import { createTestFolder, openTestStore } from '../testing/open-test-store.ts';
import { readEntry } from './read-book.ts';

const CHILD = fileURLToPath(new URL('../testing/book-until-killed.ts', import.meta.url));
const LONGEST_LIFE = 60;

/** Lets a lead book and move their visit until so many were acknowledged, and kills with SIGKILL. */
async function bookAndKill(child: readonly string[], random: Random): Promise<[booked: string, replaced: string][]> {
  const life = 1 + Math.floor(random() * LONGEST_LIFE);
  const process_ = spawn(process.execPath, [CHILD, ...child], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: [string, string][] = [];
  for await (const line of createInterface(process_.stdout)) {
    const [booked, replaced] = line.split(' ');
    acknowledged.push([booked!, replaced!]);
    if (acknowledged.length === life) process_.kill('SIGKILL');
  }
  return acknowledged;
}

describe.each([
  { name: 'better-sqlite3', loadDriver: loadBetterSqlite3 },
  { name: '@photostructure/sqlite', loadDriver: loadPhotostructure },
])('killed in the middle of booking, on $name', ({ name, loadDriver }) => {
  let temporary: ReturnType<typeof createTestFolder>;
  beforeEach(() => {
    temporary = createTestFolder();
  });
  afterEach(() => {
    temporary.remove();
  });

  test(
    'what was acknowledged is booked, what it replaced is not, and nothing overlaps',
    { timeout: 120_000 },
    async () => {
      const random = createRandom(name.length);
      for (let round = 0; round < 4; round++) {
        const acknowledged = await bookAndKill([temporary.folder, name, `r${round}`], random);
        const store = await openTestStore(temporary.folder, { loadDriver });
        const page = await store.client.call('calendar.list', { fromWallMs: 0, toWallMs: Number.MAX_SAFE_INTEGER });
        await store.close();
        const booked = page.ok ? page.value.appointments.filter(({ state }) => state === 'booked') : [];
        // The last one of this round, or one that was written and not acknowledged any more; of every round before one.
        expect(booked).toHaveLength(round + 1);
        for (const one of booked) expect(booked.filter((other) => overlaps(one.slot, other.slot))).toEqual([one]);
        const database = (await loadDriver()).open(join(temporary.folder, 'latchkey.db'));
        const stateOf = (id: string) => readEntry(database, id)?.state;
        for (const [, replaced] of acknowledged)
          if (replaced !== 'nothing') expect(stateOf(replaced)).toBe('cancelled');
        const [last] = acknowledged.at(-1)!;
        expect([stateOf(last), booked.some(({ callId }) => callId.startsWith(`r${round}-`))]).toEqual([
          booked.some(({ appointmentId }) => appointmentId === last) ? 'booked' : 'cancelled',
          true,
        ]);
        database.close();
      }
    },
  );
});
