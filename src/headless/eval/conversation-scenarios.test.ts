import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createRealClock } from '../../base/real-clock.ts';
import { reasonsOf } from './eval-results.ts';
import { evaluateText } from './evaluate-text.ts';
import { findScenarios } from './find-scenarios.ts';

/**
 * What the agents cannot do yet, by scenario. Whoever makes one of them pass takes it off the list: it is held against
 * the agents from then on.
 */
const NOT_YET: readonly string[] = ['repeats-our-words'];

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
    expect(NOT_YET.filter((id) => !all.some((one) => one.id === id))).toEqual([]);
  });

  test.each(all.filter(({ id }) => !NOT_YET.includes(id)))('$id', async (loaded) => {
    expect(reasonsOf(await inText(loaded))).toEqual([]);
  });

  test.each(all.filter(({ id }) => NOT_YET.includes(id)))('$id, not yet', async (loaded) => {
    expect(await inText(loaded)).toMatchObject({ passed: false, failure: null });
  });
});
