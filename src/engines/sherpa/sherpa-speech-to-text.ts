import sherpa from 'sherpa-onnx-node';
import type { Clock } from '../../base/clock.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import { SAMPLE_RATE } from '../../domain/audio/pcm.ts';
import { DEFAULT_RECOGNISER, type Recogniser } from '../../domain/engine/speech-choice.ts';
import type { SpeechToText } from '../../domain/engine/speech-to-text.ts';
import type { Failure } from '../../domain/failure.ts';
import { checkModelFiles } from '../check-model-file.ts';
import { cutAtQuietSpots } from './cut-at-quiet-spots.ts';
import { describeRecogniser } from './recogniser-files.ts';
import { spokenWords } from './spoken-words.ts';

/** Shorter sound holds no word, and the encoder wants some frames. */
const SHORTEST = 0.1 * SAMPLE_RATE;

export type SherpaSpeechToTextOptions = {
  /** Root of the models folder. */
  folder: string;
  /** Without one, the default. */
  recogniser?: Recogniser;
  clock?: Pick<Clock, 'during'>;
};

/**
 * A local recogniser through sherpa-onnx on one thread: two take three times as long beside anything else.
 * Fails with model-missing or model-damaged; a recognition that breaks answers engine-failed.
 */
export async function createSherpaSpeechToText(
  options: SherpaSpeechToTextOptions,
): Promise<Result<SpeechToText, Failure>> {
  const { folder, recogniser: modelId = DEFAULT_RECOGNISER, clock } = options;
  const { files, options: modelConfig, longestSeconds } = describeRecogniser(modelId, folder);
  const during: Clock['during'] = clock ? (work) => clock.during(work) : (work) => work;
  const checked = await during(checkModelFiles(files));
  if (!checked.ok) return checked;
  const broke = (error: unknown) => failed<Failure>({ kind: 'engine-failed', engine: modelId, detail: String(error) });
  try {
    const recogniser = await during(
      sherpa.OfflineRecognizer.createAsync({ modelConfig: { ...modelConfig, numThreads: 1, provider: 'cpu' } }),
    );
    return ok({
      modelId,
      transcribe: (samples) => during(transcribe(recogniser, cutAtQuietSpots(samples, longestSeconds)).catch(broke)),
    });
  } catch (error) {
    return broke(error);
  }
}

type SherpaRecogniser = Awaited<ReturnType<typeof sherpa.OfflineRecognizer.createAsync>>;

async function transcribe(
  recogniser: SherpaRecogniser,
  pieces: readonly Float32Array[],
): Promise<Result<string, Failure>> {
  const texts: string[] = [];
  for (const piece of pieces) {
    if (piece.length < SHORTEST) continue;
    const stream = recogniser.createStream();
    stream.acceptWaveform({ samples: piece, sampleRate: SAMPLE_RATE });
    texts.push((await recogniser.decodeAsync(stream)).text);
  }
  return ok(spokenWords(texts));
}
