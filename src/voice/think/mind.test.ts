import { expect, it } from 'vitest';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { createScriptedLanguageModel } from '../testing/scripted-language-model.ts';
import { createMind } from './mind.ts';

const url = 'http://scripted.test';

it('takes a server that does not answer in time for absent', async () => {
  const clock = createFakeClock();
  const model = { ...createScriptedLanguageModel([]), status: () => new Promise<never>(() => {}) };
  const mind = createMind({ languageModel: () => model, clock });
  const looked = mind.look();
  await clock.advance(2_000);
  await looked;
  expect(mind.status).toMatchObject({ state: 'absent', failure: { kind: 'deadline-passed', afterMs: 2_000 } });
  expect(mind.wording()).toEqual({ languageModel: null, modelName: null });
});

it('lets a look at another model overtake one that is still out', async () => {
  const clock = createFakeClock();
  const late = { ...createScriptedLanguageModel([]), status: () => new Promise<never>(() => {}) };
  const other = createScriptedLanguageModel([]);
  const mind = createMind({ languageModel: (choice) => (choice ? other : late), clock });
  const first = mind.look();
  await mind.look({ url, model: 'other' });
  await clock.advance(2_000);
  await first;
  expect(mind.status).toMatchObject({ state: 'ready' });
  expect(mind.wording().languageModel).toBe(other);
});

it('has no status where there is to be no language model', async () => {
  const mind = createMind({ languageModel: () => null, clock: createFakeClock() });
  await mind.look();
  expect(mind.status).toBeNull();
});
