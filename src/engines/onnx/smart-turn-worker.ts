import { parentPort, workerData } from 'node:worker_threads';
import ort from 'onnxruntime-node';
import { createLogMel, FRAMES, MELS } from './whisper-mel.ts';

export type SmartTurnQuestion = { id: number; samples: Float32Array };
export type SmartTurnAnswer = { id: number; probability: number } | { id: number; error: string };

const { file } = workerData as { file: string };
const logMel = createLogMel();
const session = ort.InferenceSession.create(file, {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  // Without it the int8 kernels saturate on processors that have AVX2 but no VNNI, and scores are off by up to 0.7.
  extra: { session: { x64quantprecision: '1' } },
});

async function score(samples: Float32Array): Promise<number> {
  const features = new ort.Tensor('float32', logMel(samples), [1, MELS, FRAMES]);
  const answer = await (await session).run({ input_features: features });
  return (answer['logits']?.data as Float32Array)[0] ?? 0;
}

parentPort?.on('message', ({ id, samples }: SmartTurnQuestion) => {
  score(samples).then(
    (probability) => parentPort?.postMessage({ id, probability } satisfies SmartTurnAnswer),
    (error: unknown) => parentPort?.postMessage({ id, error: String(error) } satisfies SmartTurnAnswer),
  );
});
