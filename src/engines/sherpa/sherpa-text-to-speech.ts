import sherpa from 'sherpa-onnx-node';
import type { Clock } from '../../base/clock.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { TextToSpeech } from '../../domain/engine/text-to-speech.ts';
import type { Failure } from '../../domain/failure.ts';
import { checkModelFiles } from '../check-model-file.ts';
import { describeVoice, type VoiceName } from './voice-files.ts';

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
 * Fails with model-missing or model-damaged before sherpa-onnx sees a file: with a wrong list of tokens it never ends
 * loading, and with wrong pronunciation data it speaks something else.
 */
export async function createSherpaTextToSpeech(options: SherpaVoiceOptions): Promise<Result<TextToSpeech, Failure>> {
  const voice = describeVoice(options.voice, options.folder);
  const checked = await options.clock.during(checkModelFiles(voice.files));
  if (!checked.ok) return checked;
  try {
    const tts = await options.clock.during(
      sherpa.OfflineTts.createAsync({
        model: { ...voice.model, numThreads: 1, provider: 'cpu' },
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
