import { scoreOf } from '../domain/agent/qualification/score.ts';
import { expect, it } from 'vitest';
import { silentLog } from '../base/log.ts';
import { createPortPair, type Port } from '../base/port.ts';
import { failed, ok } from '../base/result.ts';
import { createFakeClock } from '../base/testing/fake-clock.ts';
import type { StreamOffer } from '../contract/host.ts';
import { voiceContract } from '../contract/voice.ts';
import { connect } from '../contract/wire.ts';
import type { AnalysedRecord } from '../domain/agent/analytics/analysed-record.ts';
import { analyseRecord } from '../domain/agent/analytics/analyse-record.ts';
import { analysedCall } from '../domain/agent/analytics/testing/analysed-call.ts';
import type { Thought } from '../domain/agent/thinker.ts';
import { SAMPLE_RATE } from '../domain/audio/pcm.ts';
import type { LanguageModelStatus } from '../domain/engine/language-model.ts';
import type { CheckpointChoice, ServerChoice } from '../domain/checkpoint/checkpoint-choice.ts';
import type { CheckpointsState } from '../domain/checkpoint/checkpoints-state.ts';
import type { Failure } from '../domain/failure.ts';
import { runVoice } from './voice-process.ts';

const seed = {
  leadName: 'Dana',
  brokerage: 'K',
  agentName: 'Joe',
  humanName: 'Alex',
  purpose: 'P.',
  callBackNumber: '1',
};
const thought: Thought = {
  agent: 'conversation',
  languageModel: null,
  qualification: scoreOf([], []),
  objections: [],
  opener: () => Promise.resolve({ text: 'Hi, this is Joe.', agent: 'conversation' }),
  bridge: (why) => ({ text: why === 'lost' ? 'One moment.' : 'I am back.', agent: 'conversation' }),
  async *reply() {},
  speaks() {},
  heard: () => Promise.resolve(),
  overheard: () => Promise.resolve(),
  whisper: () => Promise.resolve('waiting' as const),
  whisperUsed: () => Promise.resolve(),
  suggest: () => Promise.resolve(null),
  warm() {},
};

/** The voice process on engines that answer at once, and a mind that opens when the test says so. */
function openVoice(standIn?: Failure, loading: Promise<void> = Promise.resolve()) {
  const clock = createFakeClock();
  const [mains, control] = createPortPair();
  const rendered: string[] = [];
  const forgotten: string[] = [];
  /** Of the mind, in this order. */
  const asked: string[] = [];
  let offer: (stream: StreamOffer, port: Port) => void = () => {};
  let mindOpens = () => {};
  let noteCheckpoints: (state: CheckpointsState) => void = () => {};
  let languageModel: LanguageModelStatus = { state: 'ready', model: 'smollm2', url: 'http://ollama.test' };
  const opened = new Promise<void>((resolve) => (mindOpens = resolve));
  const thinker = {
    get languageModel() {
      return languageModel;
    },
    chooseCheckpoints: ({ kind }: CheckpointChoice) => void asked.push(kind),
    checkpoints: { state: 'ready', about: '' } as const,
    tryCheckpoints: ({ url }: ServerChoice) => Promise.resolve(ok({ about: url, tookMs: 7 })),
    open: async () => {
      asked.push('open');
      await opened;
      return ok(thought);
    },
    refresh: () => Promise.resolve(),
    forget: (callId: string) => {
      forgotten.push(callId);
      return Promise.resolve();
    },
    async analyse(record: AnalysedRecord, signal: AbortSignal) {
      if (record.callId === 'endless')
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      return signal.aborted ? failed<Failure>({ kind: 'refused', reason: 'A call.' }) : ok(analyseRecord(record));
    },
    close: () => Promise.resolve(),
  };
  const textToSpeech = {
    voiceId: 'tones',
    sampleRate: SAMPLE_RATE,
    synthesise(text: string) {
      rendered.push(text);
      return Promise.resolve(ok(new Float32Array(1_600).fill(0.5)));
    },
  };
  runVoice(
    { control, onStream: (listener) => void (offer = listener) },
    {
      clock,
      log: silentLog,
      newId: () => 'id',
      openings: [],
      loaders: ({ checkpoints }) => ({
        speechToText: async (degraded) => {
          await loading;
          if (standIn) degraded(standIn);
          return ok({ transcribe: () => Promise.resolve(ok('')) });
        },
        voiceActivity: () => Promise.resolve(ok({ open: () => ({ probability: () => Promise.resolve(0) }) })),
        endOfTurn: () => Promise.resolve(ok({ probability: () => Promise.resolve(0) })),
        textToSpeech: () => Promise.resolve(ok(textToSpeech)),
        thinker: () => {
          noteCheckpoints = checkpoints;
          return Promise.resolve(ok(thinker));
        },
      }),
    },
  );
  const client = connect(mains, voiceContract, { clock, log: silentLog, part: 'voice' });
  const hear = (callId: string) => offer({ type: 'stream', stream: 'audio', callId }, createPortPair()[0]);
  return {
    clock,
    client,
    hear,
    rendered,
    forgotten,
    asked,
    checkpointsAre: (state: CheckpointsState) => noteCheckpoints(state),
    mindOpens: () => mindOpens(),
    /** What the mind finds from now on. */
    languageModelIs: (status: LanguageModelStatus) => void (languageModel = status),
  };
}

const prepare = { callId: 'call-1', seed, resume: false, handler: 'agent' } as const;

it('prepares a call, begins it, ends it, and keeps nothing of it', async () => {
  const { client, hear, forgotten, mindOpens } = openVoice();
  mindOpens();
  expect(await client.call('call.prepare', prepare)).toMatchObject({
    ok: true,
    value: { voiceId: 'tones', bridge: { text: 'One moment.' } },
  });
  hear('call-1');
  expect(await client.call('call.begin', { callId: 'call-1' })).toEqual(ok(null));
  expect(await client.call('call.end', { callId: 'call-1' })).toEqual(ok(null));
  expect(forgotten).toEqual(['call-1']);
});

it('renders ahead what it will say first, and what the line plays while it is gone', async () => {
  const { client, rendered, mindOpens } = openVoice();
  mindOpens();
  await client.call('call.prepare', { ...prepare, resume: true });
  expect(rendered).toEqual(['I am back.', 'One moment.']);
  await client.call('call.prepare', prepare);
  expect(rendered.slice(2)).toEqual(['Hi, this is Joe.']);
});

it('keeps nothing of a call that was over before it was prepared', async () => {
  const { client, hear, mindOpens } = openVoice();
  const prepared = client.call('call.prepare', prepare);
  await client.call('call.end', { callId: 'call-1' });
  mindOpens();
  expect(await prepared).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  hear('call-1');
  expect(await client.call('call.begin', { callId: 'call-1' })).toMatchObject({ ok: false });
});

it('forgets a call of an earlier life as soon as its mind is loaded', async () => {
  let load = () => {};
  const { client, forgotten } = openVoice(undefined, new Promise((resolve) => (load = resolve)));
  expect(await client.call('call.end', { callId: 'call-0' })).toEqual(ok(null));
  load();
  await client.call('engines.list', null);
  expect(forgotten).toEqual(['call-0']);
});

it('forgets a call of an earlier life also where an engine is missing, and no call can be made', async () => {
  const missing = Promise.reject(new Error('a model file is missing'));
  const { client, forgotten } = openVoice(undefined, missing);
  await client.call('call.end', { callId: 'call-0' });
  await client.call('engines.list', null);
  expect(forgotten).toEqual(['call-0']);
  await client.call('call.end', { callId: 'call-1' });
  expect(forgotten).toEqual(['call-0', 'call-1']);
});

it('says in the call, and on Health, that it hears with something else than was chosen', async () => {
  const standIn: Failure = {
    kind: 'choice-unusable',
    chosen: 'Parakeet',
    instead: 'Moonshine tiny',
    detail: 'The model parakeet is not complete: a file is missing.',
  };
  const { client, mindOpens } = openVoice(standIn);
  const told: unknown[] = [];
  client.on('part.degraded', (payload) => told.push(payload));
  mindOpens();
  expect(await client.call('call.prepare', prepare)).toMatchObject({ ok: true });
  expect(told).toEqual([{ callId: 'call-1', failure: standIn }]);
  const health = await client.call('engines.list', null);
  expect(health.ok && health.value.find(({ part }) => part === 'speech-to-text')).toMatchObject({
    state: 'degraded',
    failure: standIn,
  });
});

it('tells how the language model is: when it is loaded, before each call, and when another one is chosen', async () => {
  const { client, mindOpens, languageModelIs } = openVoice();
  const told: unknown[] = [];
  client.on('part.changed', ({ part, state, detail, failure }) => {
    if (part === 'language-model' && state !== 'starting') told.push({ state, detail, failure });
  });
  client.on('part.degraded', (payload) => told.push(payload));
  mindOpens();
  await client.call('engines.list', null);
  expect(told).toEqual([{ state: 'ready', detail: 'smollm2' }]);

  const failure = { kind: 'language-model-unreachable', url: 'http://ollama.test' } as const;
  languageModelIs({ state: 'absent', failure });
  await client.call('call.prepare', prepare);
  // The call itself shows where its words come from: that is no trouble of the call.
  expect(told.slice(1)).toEqual([{ state: 'degraded', detail: '', failure }]);

  languageModelIs({ state: 'ready', model: 'qwen3', url: 'http://ollama.test' });
  await client.call('languageModel.choose', { url: 'http://ollama.test', model: 'qwen3' });
  expect(told.slice(2)).toEqual([{ state: 'ready', detail: 'qwen3' }]);
  const health = await client.call('engines.list', null);
  expect(health.ok && health.value.find(({ part }) => part === 'language-model')).toMatchObject({ detail: 'qwen3' });
});

it('knows where calls are kept before it resumes one that was asked for right after', async () => {
  const { client, asked, mindOpens } = openVoice();
  mindOpens();
  const chosen = client.call('checkpoints.choose', { kind: 'redis', url: 'redis://:secret@host:6379' });
  const prepared = client.call('call.prepare', { ...prepare, resume: true });
  expect(await chosen).toEqual(ok(null));
  expect(await prepared).toMatchObject({ ok: true });
  expect(asked).toEqual(['redis', 'open']);
});

it('tries a server without choosing it', async () => {
  const { client, asked } = openVoice();
  const choice = { kind: 'postgres', url: 'postgresql://me@host/calls' } as const;
  expect(await client.call('checkpoints.try', choice)).toEqual(ok({ about: choice.url, tookMs: 7 }));
  expect(asked).toEqual([]);
});

it('tells how the place is that calls are kept in, and tells the call that begins meanwhile', async () => {
  const { client, checkpointsAre, mindOpens } = openVoice();
  mindOpens();
  await client.call('engines.list', null);
  const told: (string | null)[] = [];
  client.on('part.degraded', ({ callId }) => told.push(callId));
  client.on('part.recovered', () => told.push('recovered'));
  const failure: Failure = {
    kind: 'checkpoints-away',
    server: 'Redis',
    at: 'host:6379',
    detail: 'nothing listens there',
  };
  checkpointsAre({ state: 'degraded', failure });
  await client.call('call.prepare', prepare);
  checkpointsAre({ state: 'ready', about: 'Redis 8.2 at host:6379' });
  const engines = await client.call('engines.list', null);
  expect(engines.ok && engines.value.at(-1)).toMatchObject({ part: 'checkpoints', detail: 'Redis 8.2 at host:6379' });
  expect(told).toEqual([null, 'call-1', 'recovered']);
});

it('analyses a call that is over; one that begins to be prepared ends that at once, and it can be asked for again', async () => {
  const { client, mindOpens, clock } = openVoice();
  mindOpens();
  const over = analysedCall([['caller', 'Wrong number.']]);
  expect(await client.call('call.analyse', { record: over })).toMatchObject({
    ok: true,
    value: { disposition: { value: 'wrong-person' } },
  });
  const endless = client.call('call.analyse', { record: { ...over, callId: 'endless' } });
  await clock.advance(0);
  await client.call('call.prepare', prepare);
  expect(await endless).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  await client.call('call.end', { callId: 'call-1' });
  expect(await client.call('call.analyse', { record: over })).toMatchObject({ ok: true });
});
