import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sherpa from 'sherpa-onnx-node';
import type { Clock } from '../../base/clock.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { TextToSpeech } from '../../domain/engine/text-to-speech.ts';
import type { Failure } from '../../domain/failure.ts';

/** Speakers of the Kokoro voice file, in its order. */
export const KOKORO_SPEAKERS = ['af_heart', 'af_bella', 'am_michael', 'am_puck'] as const;
export type VoiceName = 'joe' | `kokoro:${(typeof KOKORO_SPEAKERS)[number]}`;

type Voice = { folder: string; files: string[]; speaker: number; model: (path: (name: string) => string) => object };

function describeVoice(voice: VoiceName): Voice {
  if (voice === 'joe') {
    return {
      folder: 'tts/joe',
      files: ['model.onnx', 'tokens.txt'],
      speaker: 0,
      model: (path) => ({ vits: { model: path('model.onnx'), tokens: path('tokens.txt') } }),
    };
  }
  return {
    folder: 'tts/kokoro',
    files: ['model.onnx', 'voices.bin', 'tokens.txt'],
    speaker: KOKORO_SPEAKERS.indexOf(voice.slice('kokoro:'.length) as (typeof KOKORO_SPEAKERS)[number]),
    model: (path) => ({
      kokoro: { model: path('model.onnx'), voices: path('voices.bin'), tokens: path('tokens.txt') },
    }),
  };
}

function withPronunciation(model: object, dataDir: string): object {
  return Object.fromEntries(Object.entries(model).map(([kind, files]) => [kind, { ...(files as object), dataDir }]));
}

export type SherpaVoiceOptions = {
  /** Root of the models folder. */
  folder: string;
  voice: VoiceName;
  /** 1 is the voice's own pace; above is faster. */
  speed?: number;
  clock: Pick<Clock, 'during'>;
};

/**
 * A local voice through sherpa-onnx on one thread: two are slower on a machine that has anything else to do.
 * Fails with model-missing where a file is not there.
 */
export async function createSherpaTextToSpeech(options: SherpaVoiceOptions): Promise<Result<TextToSpeech, Failure>> {
  const voice = describeVoice(options.voice);
  const dataDir = join(options.folder, 'espeak-ng-data');
  const path = (name: string) => join(options.folder, voice.folder, name);
  const missing = [...voice.files.map(path), join(dataDir, 'phontab')].find((file) => !existsSync(file));
  if (missing) return failed({ kind: 'model-missing', modelId: options.voice, file: missing });
  try {
    const tts = await options.clock.during(
      sherpa.OfflineTts.createAsync({
        model: { ...withPronunciation(voice.model(path), dataDir), numThreads: 1, provider: 'cpu' },
        maxNumSentences: 1,
      }),
    );
    return ok(oneAtATime(tts, { ...options, speaker: voice.speaker }));
  } catch (error) {
    return failed({ kind: 'engine-failed', engine: options.voice, detail: String(error) });
  }
}

function oneAtATime(tts: SherpaTts, options: SherpaVoiceOptions & { speaker: number }): TextToSpeech {
  let last: Promise<unknown> = Promise.resolve();

  const generate = async (text: string, signal: AbortSignal): Promise<Result<Float32Array, Failure>> => {
    if (signal.aborted) return ok(new Float32Array(0));
    try {
      const audio = await options.clock.during(
        tts.generateAsync({
          text,
          sid: options.speaker,
          speed: options.speed ?? 1,
          // Electron forbids buffers that live outside V8's cage.
          enableExternalBuffer: false,
          // No onProgress: it comes once a sentence, too late to stop a clause, and a thread that is ended while one is
          // on its way takes the whole process with it.
        }),
      );
      return ok(audio.samples);
    } catch (error) {
      return failed({ kind: 'engine-failed', engine: options.voice, detail: String(error) });
    }
  };

  return {
    voiceId: options.voice,
    sampleRate: tts.sampleRate,
    // A clause that was aborted while it waited its turn costs nothing.
    synthesise(text, signal) {
      const mine = last.then(() => generate(text, signal));
      last = mine;
      return mine;
    },
  };
}

type SherpaTts = Awaited<ReturnType<typeof sherpa.OfflineTts.createAsync>>;
