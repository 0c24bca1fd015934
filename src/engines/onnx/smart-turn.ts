import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { failed, ok, type Result } from '../../base/result.ts';
import type { EndOfTurn } from '../../domain/engine/end-of-turn.ts';
import type { Failure } from '../../domain/failure.ts';
import { checkModelFile } from '../check-model-file.ts';
import { createThreadAsker } from './ask-thread.ts';

const MODEL_ID = 'smart-turn-v3.2';
const SHA256 = '2bb026316b14a660486a75b1733cd3fbab8c2fd0314dc9af7be49f8cca967e4f';

/**
 * Smart Turn v3.2 in a thread of its own: onnxruntime-node runs a model on the thread that asks, and this one takes
 * 80 ms. Fails with model-missing or model-damaged.
 */
export async function createSmartTurn({ file }: { file: string }): Promise<Result<EndOfTurn, Failure>> {
  const checked = await checkModelFile({ modelId: MODEL_ID, file, sha256: SHA256 });
  if (!checked.ok) return checked;
  const asker = createThreadAsker(() => new Worker(workerUrl(), { workerData: { file } }));
  try {
    await asker.probability(new Float32Array(1600));
    return ok(asker);
  } catch (error) {
    return failed({ kind: 'engine-failed', engine: MODEL_ID, detail: String(error) });
  }
}

/** The thread's own entry: beside this file as source, and in the bundle beside the entry points or one folder up. */
function workerUrl(): URL {
  const candidates = ['./smart-turn-worker.ts', './smart-turn-worker.js', '../smart-turn-worker.js'];
  const urls = candidates.map((name) => new URL(name, import.meta.url));
  const found = urls.find((url) => existsSync(fileURLToPath(url)));
  if (!found) throw new Error('the bundle lacks its entry smart-turn-worker');
  return found;
}
