import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createRealClock } from '../../base/real-clock.ts';
import { reasonsOf } from './eval-results.ts';
import { evaluateText } from './evaluate-text.ts';
import { findScenarios } from './find-scenarios.ts';

const found = await findScenarios([fileURLToPath(new URL('../../../e2e/scenarios/conversation', import.meta.url))]);
const scenarios = found.ok ? found.value : [];
const all = scenarios.map(({ scenario, file }) => ({ id: scenario.id, file, scenario }));

const inText = (loaded: (typeof scenarios)[number]) =>
  evaluateText(loaded, {
    clock: createRealClock(),
    log: silentLog,
    seed: loaded.scenario.seed,
    languageModel: () => null,
    onTurn() {},
    signal: new AbortController().signal,
  });

describe('the scenarios of the conversation', () => {
  test('can all be used, are many, and a third of them are awkward people', () => {
    expect(found).toMatchObject({ ok: true });
    expect(all.length).toBeGreaterThanOrEqual(60);
    expect(all.filter(({ scenario }) => scenario.tags?.includes('awkward')).length * 3).toBeGreaterThanOrEqual(
      all.length,
    );
    expect(all.filter(({ scenario }) => scenario.spoken).length).toBeGreaterThanOrEqual(20);
    for (const { id, file } of all) expect(file.replaceAll('\\', '/')).toMatch(new RegExp(`/${id}\\.yaml$`));
  });

  test.each(all)('$id', async (loaded) => {
    expect(reasonsOf(await inText(loaded))).toEqual([]);
  });
});
