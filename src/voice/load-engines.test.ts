import { expect, it } from 'vitest';
import { failed, ok } from '../base/result.ts';
import { createFakeClock } from '../base/testing/fake-clock.ts';
import type { Failure } from '../domain/failure.ts';
import type { PartHealth } from '../domain/health/part-health.ts';
import { createEngineShelf } from './load-engines.ts';
import type { EngineLoaders, VoiceEngines } from './voice-engines.ts';

const missing = (file: string): Failure => ({ kind: 'model-missing', modelId: file, file });

/** Engines of no use but to be loaded. */
function shelfWithout(...names: (keyof VoiceEngines)[]) {
  const load = (name: keyof VoiceEngines) => () =>
    Promise.resolve(names.includes(name) ? failed(missing(name)) : ok({}));
  const loaders = Object.fromEntries(
    (['speechToText', 'voiceActivity', 'endOfTurn', 'textToSpeech', 'thinker'] as const).map((name) => [
      name,
      load(name),
    ]),
  ) as unknown as EngineLoaders;
  const told: PartHealth[] = [];
  return { shelf: createEngineShelf(loaders, createFakeClock(), (health) => told.push(health)), told };
}

it('a call can do without the melody, and Health says so', async () => {
  const { shelf } = shelfWithout('endOfTurn');
  expect(await shelf.load()).toMatchObject({ ok: true, value: { endOfTurn: null } });
  expect(shelf.health()).toContainEqual(
    expect.objectContaining({ part: 'end-of-turn', state: 'degraded', failure: missing('endOfTurn') }),
  );
});

it('a call cannot do without hearing, and what is missing is named', async () => {
  const { shelf } = shelfWithout('speechToText');
  expect(await shelf.load()).toEqual(failed(missing('speechToText')));
});
