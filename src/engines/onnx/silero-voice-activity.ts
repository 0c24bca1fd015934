import ort from 'onnxruntime-node';
import { failed, ok, type Result } from '../../base/result.ts';
import { SAMPLE_RATE } from '../../domain/audio/pcm.ts';
import type { VoiceActivity, VoiceActivityStream } from '../../domain/engine/voice-activity.ts';
import type { Failure } from '../../domain/failure.ts';
import { checkModelFile } from '../check-model-file.ts';

const MODEL_ID = 'silero-vad';
const SHA256 = '1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3';
const WINDOW = 512;
/** The model wants the end of the window before. */
const CONTEXT = 64;
const STATE = 2 * 128;

/** Silero VAD v6, about 0.15 ms a window, run where it is called. Fails with model-missing or model-damaged. */
export async function createSileroVoiceActivity({ file }: { file: string }): Promise<Result<VoiceActivity, Failure>> {
  const checked = await checkModelFile({ modelId: MODEL_ID, file, sha256: SHA256 });
  if (!checked.ok) return checked;
  try {
    const session = await ort.InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1 });
    return ok({ open: () => openStream(session) });
  } catch (error) {
    return failed({ kind: 'engine-failed', engine: MODEL_ID, detail: String(error) });
  }
}

function openStream(session: ort.InferenceSession): VoiceActivityStream {
  const rate = new ort.Tensor('int64', BigInt64Array.from([BigInt(SAMPLE_RATE)]), []);
  let state = new ort.Tensor('float32', new Float32Array(STATE), [2, 1, 128]);
  const input = new Float32Array(CONTEXT + WINDOW);
  return {
    async probability(window) {
      input.copyWithin(0, WINDOW);
      input.set(window, CONTEXT);
      const answer = await session.run({ input: new ort.Tensor('float32', input, [1, input.length]), state, sr: rate });
      state = answer['stateN'] as typeof state;
      return (answer['output']?.data as Float32Array)[0] ?? 0;
    },
  };
}
