import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test } from 'vitest';
import { silentLog } from '../base/log.ts';
import { createPortPair } from '../base/port.ts';
import { failed, ok, type Result } from '../base/result.ts';
import { createFakeClock } from '../base/testing/fake-clock.ts';
import { practiceContract } from '../contract/practice.ts';
import { connect } from '../contract/wire.ts';
import { encodeWav } from '../domain/audio/wav.ts';
import type { ChatMessage, LanguageModel } from '../domain/engine/language-model.ts';
import type { SpeechToText } from '../domain/engine/speech-to-text.ts';
import type { TextToSpeech } from '../domain/engine/text-to-speech.ts';
import type { Failure } from '../domain/failure.ts';
import type { OpenVoice } from './prepare-steps.ts';
import { runPractice } from './practice-process.ts';
import { createScenarioLibrary } from './scenario-library.ts';
import { callTheLead, type AgentVoice } from './testing/spoken-agent.ts';
import { createVoiceCache } from './voice-cache.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-practice-test-'));
const made: string[] = [];
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

const SCRIPT = `
id: seller
title: A seller
describes: For this test.
difficulty: easy
lead: { name: Dana Whitfield, answersAfterMs: 100 }
steps:
  - say: Hello?
    when: { afterSilenceMs: 300 }
  - say: I want <pause 500ms> to sell.
    expect: { agentAnswersWithinMs: 1000, agentSilentWhileISpeak: true }
  - hangUp: true
    when: { afterSilenceMs: 3000 }
`;
const PERSONA = `
id: persona
title: A persona
describes: For this test.
difficulty: easy
lead: { name: Carol Brandt, voice: joe, speed: 1.2, answersAfterMs: 100 }
persona: { prompt: You want to sell the house of your mother. }
`;

type Given = {
  /** Voices that are not installed. */
  missing?: string[];
  /** A defect: the first voice that is opened throws. */
  throwsOnce?: boolean;
  languageModel?: LanguageModel;
  /** The first line is spoken once this resolves. */
  slowly?: Promise<void>;
  /** What the lead's recogniser makes of anything. */
  heard?: Result<string, Failure>;
  file: string;
};

const absent: LanguageModel = {
  status: () => Promise.resolve({ state: 'absent', failure: { kind: 'language-model-unreachable', url: 'http://x' } }),
  warm: () => Promise.resolve(),
  structured: () => Promise.reject(new Error('a persona only talks')),
  async *stream() {},
};

function answering(replies: string[], asked: ChatMessage[][]): LanguageModel {
  return {
    status: () => Promise.resolve({ state: 'ready', model: 'm', url: 'http://x' }),
    warm: () => Promise.resolve(),
    structured: () => Promise.reject(new Error('a persona only talks')),
    async *stream(messages) {
      await Promise.resolve();
      asked.push(messages.map((message) => ({ ...message })));
      for (const word of (replies.shift() ?? '').split(/(?<= )/)) yield ok(word);
    },
  };
}

/** The practice process on a clock that stands still, with voices that hum 100 ms a word. */
function openPractice(given: Given) {
  const clock = createFakeClock();
  const cacheFolder = mkdtempSync(join(folder, 'cache-'));
  made.push(cacheFolder);
  const path = join(cacheFolder, 'scenario.yaml');
  writeFileSync(path, given.file);
  const [mains, ours] = createPortPair();
  const [near, far] = createPortPair();
  const spoken: string[] = [];
  const recognisers: WeakRef<SpeechToText>[] = [];
  let throws = given.throwsOnce ?? false;
  const openVoice: OpenVoice = (voice, speed) => {
    if (throws) {
      throws = false;
      return Promise.reject(new Error('a defect'));
    }
    if (given.missing?.includes(voice)) {
      return Promise.resolve(failed({ kind: 'model-missing', modelId: voice, file: 'model.onnx' }));
    }
    const synthesise: TextToSpeech['synthesise'] = async (text, signal) => {
      if (signal.aborted) return ok(new Float32Array(0));
      spoken.push(`${voice} ${speed.toFixed(2)}: ${text}`);
      await given.slowly;
      return ok(Float32Array.from({ length: text.split(' ').length * 1_600 }, (_, i) => Math.sin(i / 5)));
    };
    return Promise.resolve(ok({ voiceId: voice, sampleRate: 16_000, synthesise }));
  };
  runPractice(
    {
      control: ours,
      onStream(listener) {
        queueMicrotask(() => {
          listener({ type: 'stream', stream: 'trunk', callId: 'call-1' }, far);
        });
      },
    },
    {
      clock,
      log: silentLog,
      library: createScenarioLibrary([cacheFolder]),
      cache: createVoiceCache({ own: cacheFolder, shipped: join(cacheFolder, 'shipped') }, silentLog),
      openVoice,
      openSpeechToText() {
        const recogniser = { transcribe: () => Promise.resolve(given.heard ?? ok('What a lovely house.')) };
        recognisers.push(new WeakRef(recogniser));
        return Promise.resolve(ok(recogniser));
      },
      languageModel: given.languageModel ?? absent,
    },
  );
  const client = connect(mains, practiceContract, { clock, log: silentLog, part: 'practice' });
  const progress: string[] = [];
  const degraded: Failure[] = [];
  client.on('lead.preparing', ({ callId, done, total }) => progress.push(`${callId} ${done}/${total}`));
  client.on('part.degraded', ({ failure }) => degraded.push(failure));
  const prepare = (callId = 'call-1') => client.call('lead.prepare', { callId, scenario: path, seed: -1 });
  return {
    clock,
    cacheFolder,
    near,
    client,
    spoken,
    recognisers,
    progress,
    degraded,
    prepare,
    call: (voice: AgentVoice) => callTheLead({ clock, port: near, voice }),
  };
}

test('a lead is rendered ahead, called, and judged', async () => {
  const { clock, client, spoken, progress, prepare, call } = openPractice({ file: SCRIPT });
  expect(await prepare()).toEqual(ok({ leadName: 'Dana Whitfield', scenarioId: 'seller' }));
  expect([spoken, progress]).toEqual([
    ['kokoro:af_heart 1.00: Hello?', 'kokoro:af_heart 1.00: I want, to sell.'],
    ['call-1 0/2', 'call-1 1/2', 'call-1 2/2'],
  ]);

  const agent = call([[800, 2_000]]);
  await clock.advance(5_000);
  agent.say(4_600, 6_000);
  await clock.advance(10_000);
  const report = await client.call('report.get', { callId: 'call-1' });
  expect(report).toMatchObject({
    ok: true,
    value: {
      said: [{ text: 'Hello?', startedMs: 300, endedMs: 400 }, { text: 'I want <pause 500ms> to sell.' }],
    },
  });
  const said = report.ok ? report.value.said[1] : undefined;
  expect((said?.endedMs ?? 0) - (said?.startedMs ?? 0)).toBeCloseTo(900, -1);
  expect(report.ok && report.value.expectations.map(({ name, held }) => `${held}: ${name}`)).toEqual([
    'true: the agent kept the conversation going',
    'false: step 2 “I want to sell.”: agentAnswersWithinMs',
    'true: step 2 “I want to sell.”: agentSilentWhileISpeak',
  ]);
});

test('what was rendered once is not rendered again', async () => {
  const { spoken, prepare } = openPractice({ file: SCRIPT });
  await prepare();
  await prepare();
  expect(spoken).toHaveLength(2);
});

test('a lead that nobody will call any more makes room for the next', async () => {
  let goOn = () => {};
  const slowly = new Promise<void>((resolve) => (goOn = resolve));
  const { client, spoken, progress, prepare } = openPractice({ file: SCRIPT, slowly });
  const [given, waiting, wanted] = [prepare('call-2'), prepare('call-3'), prepare('call-4')];
  await expect.poll(() => spoken).toHaveLength(1);
  for (const callId of ['call-2', 'call-3']) expect(await client.call('lead.dismiss', { callId })).toEqual(ok(null));
  goOn();
  expect([await given, await waiting]).toMatchObject([{ ok: false }, { ok: false }]);
  expect(await wanted).toMatchObject({ ok: true });
  expect(progress).toEqual(['call-2 0/2', 'call-2 1/2', 'call-4 0/2', 'call-4 1/2', 'call-4 2/2']);
  expect(await client.call('report.get', { callId: 'call-2' })).toMatchObject({ ok: false });
});

test('a voice that is not installed is stood in for, and that is told', async () => {
  const { spoken, degraded, prepare } = openPractice({ file: SCRIPT, missing: ['kokoro:af_heart'] });
  expect(await prepare()).toMatchObject({ ok: true });
  expect(degraded).toEqual([{ kind: 'model-missing', modelId: 'kokoro:af_heart', file: 'model.onnx' }]);
  expect(spoken[0]).toBe('joe 1.18: Hello?');
});

test('a lead that could not be prepared for a defect does not take the next one along', async () => {
  const { prepare } = openPractice({ file: SCRIPT, throwsOnce: true });
  expect(await prepare()).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  expect(await prepare()).toMatchObject({ ok: true });
});

test('what was said by a stand-in is not kept: it has another speed', async () => {
  const { spoken, prepare } = openPractice({ file: SCRIPT, missing: ['kokoro:af_heart'] });
  await prepare();
  await prepare();
  expect(spoken).toHaveLength(4);
});

test.each([
  ['that is not there', undefined, 'ENOENT'],
  ['with nothing but silence in it', encodeWav(16_000, [new Int16Array(16_000)]), 'nothing but silence'],
])('a sound file %s is refused', async (_what, bytes, says) => {
  const { cacheFolder, prepare } = openPractice({ file: SCRIPT.replace('say: Hello?', 'play: hello.wav') });
  if (bytes) writeFileSync(join(cacheFolder, 'hello.wav'), bytes);
  const prepared = await prepare();
  expect(prepared.ok ? 'accepted' : prepared.failure).toMatchObject({
    kind: 'file-unreadable',
    path: join(cacheFolder, 'hello.wav'),
    detail: expect.stringContaining(says) as string,
  });
});

test('no voice at all, no lead', async () => {
  const { prepare } = openPractice({ file: SCRIPT, missing: ['kokoro:af_heart', 'joe'] });
  expect(await prepare()).toMatchObject({ ok: false, failure: { kind: 'model-missing', modelId: 'joe' } });
});

test('a broken file is refused with its place', async () => {
  const { prepare } = openPractice({ file: SCRIPT.replace('title:', 'titel:') });
  expect(await prepare()).toMatchObject({ ok: false, failure: { kind: 'scenario-invalid', line: 3, column: 1 } });
});

test('a persona answers what it heard, and hangs up after its goodbye', async () => {
  const asked: ChatMessage[][] = [];
  const languageModel = answering(['Who is calling, please? I am busy. Really.', 'No thanks. Goodbye.'], asked);
  const { clock, client, spoken, prepare, call } = openPractice({ file: PERSONA, languageModel });
  expect(await prepare()).toMatchObject({ ok: true });
  const agent = call([[800, 2_000]]);
  await clock.advance(4_000);
  agent.say(4_500, 5_500);
  await clock.advance(10_000);

  expect(asked.map((messages) => messages.map(({ role }) => role).join(' '))).toEqual([
    'system user',
    'system user assistant user',
  ]);
  expect(asked[0]?.[0]?.content).toContain('Carol Brandt');
  expect(asked[0]?.[1]?.content).toBe('What a lovely house.');
  expect(spoken).toEqual([
    'joe 1.20: Hello?',
    'joe 1.20: Who is calling, please? I am busy.',
    'joe 1.20: No thanks. Goodbye.',
  ]);
  const report = await client.call('report.get', { callId: 'call-1' });
  expect(report.ok && report.value.said.map(({ text }) => text)).toEqual([
    'Hello?',
    'Who is calling, please? I am busy.',
    'No thanks. Goodbye.',
  ]);
  expect(agent.received.at(-1)?.message.type).toBe('bye');
});

test('a persona that loses its language model hangs up, and the report says why', async () => {
  const languageModel: LanguageModel = {
    ...answering([], []),
    async *stream() {
      await Promise.resolve();
      yield failed({ kind: 'language-model-failed', detail: 'no word within 4000 ms' });
    },
  };
  const { clock, client, spoken, prepare, call } = openPractice({ file: PERSONA, languageModel });
  await prepare();
  const agent = call([[800, 2_000]]);
  await clock.advance(4_000);
  expect(agent.received.at(-1)?.message.type).toBe('bye');
  expect(spoken).toEqual(['joe 1.20: Hello?']);
  const report = await client.call('report.get', { callId: 'call-1' });
  expect(report.ok && report.value.expectations[0]).toEqual({
    name: 'the lead found its words',
    held: false,
    detail: 'The language model stopped: no word within 4000 ms.',
  });
});

test.each([
  ['agentSays: /lovely/', 'true'],
  ['agentNeverSays: /robot/', 'true'],
  ['agentNeverSays: /lovely/', 'false'],
])('%s is judged by what the lead’s recogniser hears', async (expectation, held) => {
  expect(await judgedWith(expectation, ok('What a lovely house.'))).toBe(held);
});

test('a recogniser that fails is no proof that nothing was said', async () => {
  const broken = failed<Failure>({ kind: 'engine-failed', engine: 'moonshine', detail: 'out of memory' });
  expect(await judgedWith('agentNeverSays: /lovely/', broken)).toBe('false');
});

async function judgedWith(expectation: string, heard: Result<string, Failure>): Promise<string> {
  const file = `${SCRIPT}expect: { ${expectation} }\n`;
  const { clock, client, prepare, call } = openPractice({ file, heard });
  await prepare();
  const agent = call([[800, 2_000]]);
  await clock.advance(5_000);
  agent.say(4_600, 6_000);
  await clock.advance(10_000);
  const report = await client.call('report.get', { callId: 'call-1' });
  return report.ok ? String(report.value.expectations.at(-1)?.held) : report.failure.kind;
}

test('of a call that is over the report is kept, and the lead with all its sound is not', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const { clock, client, recognisers, prepare, call } = openPractice({
    file: `${SCRIPT}expect: { agentSays: /lovely/ }\n`,
  });
  await prepare();
  call([[800, 2_000]]);
  await clock.advance(15_000);
  const report = await client.call('report.get', { callId: 'call-1' });
  // The lead's own recogniser, as a piece of the lead that can be recognised.
  await expect
    .poll(() => {
      collectGarbage();
      return recognisers.map((recogniser) => recogniser.deref());
    })
    .toEqual([undefined]);
  expect(await client.call('report.get', { callId: 'call-1' })).toEqual(report);
});

test('a persona without a language model is refused, and says what it needs', async () => {
  const { prepare } = openPractice({ file: PERSONA });
  expect(await prepare()).toMatchObject({ ok: false, failure: { kind: 'language-model-unreachable' } });
});

test('a call that never was has no report', async () => {
  const { client } = openPractice({ file: SCRIPT });
  expect(await client.call('report.get', { callId: 'nobody' })).toMatchObject({
    ok: false,
    failure: { kind: 'not-found' },
  });
});
