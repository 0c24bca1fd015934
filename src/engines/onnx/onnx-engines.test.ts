import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { floatFromPcm } from '../../domain/audio/pcm.ts';
import { resample } from '../../domain/audio/resample.ts';
import { createSwitchboard } from '../../domain/audio/switchboard.ts';
import { joined, keyTone, silence, withNoise } from '../../domain/audio/testing/key-tone.ts';
import { modelsFolder } from '../models-folder.ts';
import { createSherpaTextToSpeech } from '../sherpa/sherpa-text-to-speech.ts';
import { createSileroVoiceActivity } from './silero-voice-activity.ts';
import { createSmartTurn } from './smart-turn.ts';

const folder = modelsFolder(process.env);
const VAD = join(folder, 'vad', 'silero_vad.onnx');
const TURN = join(folder, 'turn', 'smart-turn-v3.2-cpu.onnx');
const TEXT = 'Please take me off your list.';
let spoken = new Float32Array(0);
let damaged = '';

beforeAll(async () => {
  const voice = await createSherpaTextToSpeech({ folder, voice: 'joe', clock: createFakeClock() });
  const said = voice.ok && (await voice.value.synthesise(TEXT, new AbortController().signal));
  if (!voice.ok || !said || !said.ok) throw new Error('the test cannot speak');
  spoken = Float32Array.from(resample(said.value, voice.value.sampleRate, 16_000));
  damaged = await mkdtemp(join(tmpdir(), 'damaged-'));
  for (const [name, file] of [
    ['vad.onnx', VAD],
    ['turn.onnx', TURN],
  ] as const) {
    await writeFile(join(damaged, name), (await readFile(file)).subarray(0, 100_000));
  }
});
afterAll(() => rm(damaged, { recursive: true, force: true }));

describe('Silero', () => {
  it('hears a voice in speech, none in silence, and shares nothing between two calls', async () => {
    const made = await createSileroVoiceActivity({ file: VAD });
    if (!made.ok) throw new Error(JSON.stringify(made.failure));
    const [speech, silence] = [made.value.open(), made.value.open()];
    let [most, least] = [0, 0];
    for (let at = 0; at + 512 <= spoken.length; at += 512) {
      most = Math.max(most, await speech.probability(spoken.slice(at, at + 512)));
      least = Math.max(least, await silence.probability(new Float32Array(512)));
    }
    expect(most).toBeGreaterThan(0.9);
    expect(least).toBeLessThan(0.2);
  });

  it('takes pressed keys for a voice, but not where the line keeps their tones from it', async () => {
    const made = await createSileroVoiceActivity({ file: VAD });
    if (!made.ok) throw new Error(JSON.stringify(made.failure));
    const loudest = async (samples: Float32Array) => {
      const stream = made.value.open();
      let most = 0;
      for (let at = 0; at + 512 <= samples.length; at += 512)
        most = Math.max(most, await stream.probability(samples.slice(at, at + 512)));
      return most;
    };
    const dialled = (keys: readonly string[], ms: number) =>
      withNoise(
        joined(
          silence(1_000),
          ...keys.flatMap((key, at) => [keyTone({ key, ms }), silence(100 + 7 * at)]),
          silence(500),
        ),
        -60,
      );
    expect(await loudest(dialled(['1', '1', '1', '1'], 100))).toBeGreaterThan(0.5);
    const keys = ['1', '1', '1', '1', '5', '9', '0', '#', 'D'];
    const sound = joined(dialled(keys, 60), dialled(keys, 100), dialled(keys, 1_500));
    const heard: Float32Array[] = [];
    const line = createSwitchboard({
      onLineToVoice: (message) => message.type === 'heard' && heard.push(floatFromPcm(message.pcm)),
      onRecorded: null,
      onKey: () => {},
    });
    for (let at = 0; at + 128 <= sound.length; at += 128)
      line.process(sound.subarray(at, at + 128), new Float32Array(128), new Float32Array(128));
    expect(await loudest(joined(...heard))).toBeLessThan(0.5);
  });

  it('refuses a truncated and an absent file and lives on', async () => {
    expect(await createSileroVoiceActivity({ file: join(damaged, 'vad.onnx') })).toMatchObject({
      ok: false,
      failure: { kind: 'model-damaged' },
    });
    expect(await createSileroVoiceActivity({ file: join(damaged, 'none') })).toMatchObject({
      ok: false,
      failure: { kind: 'model-missing' },
    });
  });
});

describe('Smart Turn', () => {
  it('tells a finished sentence from one that is cut, several questions at once', async () => {
    const made = await createSmartTurn({ file: TURN });
    if (!made.ok) throw new Error(JSON.stringify(made.failure));
    const quiet = (samples: Float32Array) => Float32Array.from([...samples, ...new Float32Array(1600)]);
    const [whole, cut] = await Promise.all([
      made.value.probability(quiet(spoken)),
      made.value.probability(quiet(spoken.slice(0, spoken.length * 0.55))),
    ]);
    expect(whole).toBeGreaterThan(0.6);
    expect(cut).toBeLessThan(whole);
  });

  it('refuses a truncated and an absent file and lives on', async () => {
    expect(await createSmartTurn({ file: join(damaged, 'turn.onnx') })).toMatchObject({
      ok: false,
      failure: { kind: 'model-damaged' },
    });
    expect(await createSmartTurn({ file: join(damaged, 'none') })).toMatchObject({
      ok: false,
      failure: { kind: 'model-missing' },
    });
  });
});
