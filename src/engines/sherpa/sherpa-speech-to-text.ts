import { join } from 'node:path';
import sherpa from 'sherpa-onnx-node';
import type { Clock } from '../../base/clock.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import { SAMPLE_RATE } from '../../domain/audio/pcm.ts';
import type { SpeechToText } from '../../domain/engine/speech-to-text.ts';
import type { Failure } from '../../domain/failure.ts';
import { checkModelFiles } from '../check-model-file.ts';
import { cutAtQuietSpots } from './cut-at-quiet-spots.ts';

const MODEL_ID = 'moonshine-tiny-en';
const FILES = {
  'encoder_model.ort': '94e90a4654fc45cdfedb77c4c08e1739f48862998e58fada384b25118134f221',
  'decoder_model_merged.ort': 'cf524c4862d36e9e5ab032eddc73637efd822d70e868ac575cf1a46e1e4708a0',
  'tokens.txt': '0b5d4db54dadeec450ec00d0c47ba3a80eb7a659933e10b7eea534a4f3dc9fb0',
};
/** Shorter sound holds no word, and the encoder wants some frames. */
const SHORTEST = 0.1 * SAMPLE_RATE;

export type SherpaSpeechToTextOptions = {
  /** Root of the models folder. */
  folder: string;
  clock?: Pick<Clock, 'during'>;
};

/**
 * Moonshine tiny (English) through sherpa-onnx on one thread: two take three times as long beside anything else.
 * Fails with model-missing or model-damaged; a recognition that breaks answers engine-failed.
 */
export async function createSherpaSpeechToText(
  options: SherpaSpeechToTextOptions,
): Promise<Result<SpeechToText, Failure>> {
  const path = (name: string) => join(options.folder, 'stt', name);
  const checked = await checkModelFiles(
    Object.entries(FILES).map(([name, sha256]) => ({ modelId: MODEL_ID, file: path(name), sha256 })),
  );
  if (!checked.ok) return checked;
  const during: Clock['during'] = options.clock ? (work) => options.clock?.during(work) ?? work : (work) => work;
  try {
    const recogniser = await during(
      sherpa.OfflineRecognizer.createAsync({
        modelConfig: {
          moonshine: { encoder: path('encoder_model.ort'), mergedDecoder: path('decoder_model_merged.ort') },
          tokens: path('tokens.txt'),
          numThreads: 1,
          provider: 'cpu',
        },
      }),
    );
    return ok({ transcribe: (samples) => during(transcribe(recogniser, samples)) });
  } catch (error) {
    return failed({ kind: 'engine-failed', engine: MODEL_ID, detail: String(error) });
  }
}

type Recogniser = Awaited<ReturnType<typeof sherpa.OfflineRecognizer.createAsync>>;

async function transcribe(recogniser: Recogniser, samples: Float32Array): Promise<Result<string, Failure>> {
  try {
    const texts: string[] = [];
    for (const piece of cutAtQuietSpots(samples)) {
      if (piece.length < SHORTEST) continue;
      const stream = recogniser.createStream();
      stream.acceptWaveform({ samples: piece, sampleRate: SAMPLE_RATE });
      const { text } = await recogniser.decodeAsync(stream);
      if (text.trim() !== '') texts.push(text.trim());
    }
    return ok(texts.join(' '));
  } catch (error) {
    return failed({ kind: 'engine-failed', engine: MODEL_ID, detail: String(error) });
  }
}
