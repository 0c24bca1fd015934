import { expect, it } from 'vitest';
import { failed, ok } from '../base/result.ts';
import { createFakeClock } from '../base/testing/fake-clock.ts';
import {
  AgentVoice,
  DEFAULT_RECOGNISER,
  DEFAULT_VOICE,
  Recogniser,
  SPEECH_CHOICES,
} from '../domain/engine/speech-choice.ts';
import type { Thinker } from '../domain/agent/thinker.ts';
import type { BreakerState } from '../domain/engine/language-model.ts';
import { describeFailure, type Failure } from '../domain/failure.ts';
import type { PartHealth } from '../domain/health/part-health.ts';
import { createEngineShelf } from './load-engines.ts';
import { loadChosen } from './load-chosen.ts';
import type { EngineLoaders, VoiceEngines } from './voice-engines.ts';

const missing = (file: string): Failure => ({ kind: 'model-missing', modelId: file, file });

/** Engines of no use but to be loaded. */
function shelfWithout(names: readonly (keyof VoiceEngines)[], chosen: Partial<EngineLoaders> = {}) {
  const load = (name: keyof VoiceEngines) => () =>
    Promise.resolve(names.includes(name) ? failed(missing(name)) : ok({}));
  const loaders = {
    ...Object.fromEntries(
      (['speechToText', 'voiceActivity', 'endOfTurn', 'textToSpeech', 'thinker'] as const).map((name) => [
        name,
        load(name),
      ]),
    ),
    ...chosen,
  } as unknown as EngineLoaders;
  const told: PartHealth[] = [];
  return { shelf: createEngineShelf(loaders, createFakeClock(), (health) => told.push(health)), told };
}

it('a call can do without the melody, and Health says so', async () => {
  const { shelf } = shelfWithout(['endOfTurn']);
  expect(await shelf.load()).toMatchObject({ ok: true, value: { endOfTurn: null } });
  expect(shelf.health()).toContainEqual(
    expect.objectContaining({ part: 'end-of-turn', state: 'degraded', failure: missing('endOfTurn') }),
  );
});

it('shows a language model that is left alone, why, and when it is tried again; then that it is well', async () => {
  let breaker: BreakerState = { state: 'open', why: 'no word within 1500 ms', sinceWallMs: 5, nextTryWallMs: 20_005 };
  const thinker = {
    get languageModel() {
      const frequentReplies = { wanted: 8, found: 3 };
      return { state: 'ready', model: 'llama', url: 'u', health: { model: 'llama', breaker, frequentReplies } };
    },
  } as unknown as Thinker;
  const { shelf, told } = shelfWithout([], { thinker: () => Promise.resolve(ok(thinker)) });
  shelf.mindLooked();
  expect(told).toEqual([]);
  await shelf.load();
  expect(told.at(-1)).toMatchObject({
    part: 'language-model',
    state: 'degraded',
    detail: 'llama · 3 of 8 frequent replies from memory',
    failure: { kind: 'language-model-failed', detail: 'no word within 1500 ms' },
    nextTryWallMs: 20_005,
  });
  breaker = { state: 'closed' };
  shelf.mindLooked();
  expect(told.at(-1)).toMatchObject({ part: 'language-model', state: 'ready' });
  expect(told.at(-1)).not.toHaveProperty('nextTryWallMs');
});

it('a call cannot do without hearing, and what is missing is named', async () => {
  const { shelf } = shelfWithout(['speechToText']);
  expect(await shelf.load()).toEqual(failed(missing('speechToText')));
});

/** The shelf as the voice process fills it, over engines that are there or not. */
function shelfWithChoices(options: { recogniser?: Recogniser; voice?: AgentVoice; absent?: readonly string[] }) {
  const { recogniser = DEFAULT_RECOGNISER, voice = DEFAULT_VOICE, absent = [] } = options;
  const tries: string[] = [];
  const found = <Engine>(name: string, engine: Engine) => {
    tries.push(name);
    return Promise.resolve(absent.includes(name) ? failed(missing(name)) : ok(engine));
  };
  const { shelf } = shelfWithout([], {
    speechToText: (degraded) =>
      loadChosen({
        chosen: recogniser,
        standIn: DEFAULT_RECOGNISER,
        load: (modelId) => found(modelId, { modelId, transcribe: () => Promise.resolve(ok('')) }),
        degraded,
      }),
    textToSpeech: (degraded) =>
      loadChosen({
        chosen: voice,
        standIn: DEFAULT_VOICE,
        load: (voiceId) =>
          found(voiceId, { voiceId, sampleRate: 16_000, synthesise: () => Promise.resolve(ok(new Float32Array(9))) }),
        degraded,
      }),
  });
  const part = (name: PartHealth['part']) => shelf.health().find((health) => health.part === name);
  return { shelf, part, tries };
}

it.each(Recogniser.options)('hears with %s where it was chosen, and Health names it', async (recogniser) => {
  const { shelf, part, tries } = shelfWithChoices({ recogniser });
  expect(await shelf.load()).toMatchObject({ ok: true, value: { speechToText: { modelId: recogniser } } });
  expect(part('speech-to-text')).toMatchObject({ state: 'ready', detail: recogniser });
  expect(tries).toEqual([recogniser, DEFAULT_VOICE]);
});

it.each(AgentVoice.options)('speaks with %s where it was chosen, and Health names it', async (voice) => {
  const { shelf, part, tries } = shelfWithChoices({ voice });
  expect(await shelf.load()).toMatchObject({ ok: true, value: { textToSpeech: { voiceId: voice } } });
  expect(part('voice')).toMatchObject({ state: 'ready', detail: voice });
  expect(tries).toEqual([DEFAULT_RECOGNISER, voice]);
});

it.each(Recogniser.options.filter((recogniser) => recogniser !== DEFAULT_RECOGNISER))(
  'without %s hears with the default, and says so',
  async (recogniser) => {
    const { shelf, part } = shelfWithChoices({ recogniser, absent: [recogniser] });
    expect(await shelf.load()).toMatchObject({ ok: true, value: { speechToText: { modelId: DEFAULT_RECOGNISER } } });
    const { name } = SPEECH_CHOICES[recogniser];
    expect(part('speech-to-text')).toMatchObject({
      state: 'degraded',
      detail: DEFAULT_RECOGNISER,
      failure: { kind: 'choice-unusable', chosen: name, instead: 'Moonshine tiny' },
    });
  },
);

it('without the voice that was chosen speaks with the default, and says why', async () => {
  const { shelf, part } = shelfWithChoices({ voice: 'kokoro:am_puck', absent: ['kokoro:am_puck'] });
  expect(await shelf.load()).toMatchObject({ ok: true, value: { textToSpeech: { voiceId: 'joe' } } });
  const failure = part('voice')?.failure;
  expect(failure && describeFailure(failure).says).toBe(
    'The model kokoro:am_puck is not complete: kokoro:am_puck is missing. Calls use Joe instead of Kokoro Puck.',
  );
});

it('where the default is missing too, that is what has to be mended', async () => {
  const { shelf, part } = shelfWithChoices({ voice: 'kokoro:am_puck', absent: ['kokoro:am_puck', 'joe'] });
  expect(await shelf.load()).toEqual(failed(missing('joe')));
  expect(part('voice')).toMatchObject({ state: 'degraded', failure: missing('joe') });
});
