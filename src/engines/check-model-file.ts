import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { failed, ok, type Result } from '../base/result.ts';
import type { Failure } from '../domain/failure.ts';

export type ExpectedFile = { readonly modelId: string; readonly file: string; readonly sha256: string };

/**
 * Whether a model file is the one we know, byte for byte. A native library that is handed another one does not answer
 * with an error: it ends the process. About 30 ms for 40 MB. Fails with model-missing or model-damaged.
 */
export async function checkModelFile({ modelId, file, sha256 }: ExpectedFile): Promise<Result<void, Failure>> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return failed({ kind: 'model-missing', modelId, file });
  try {
    const hash = createHash('sha256');
    for await (const part of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(part as Uint8Array);
    if (hash.digest('hex') === sha256) return ok(undefined);
    return failed({
      kind: 'model-damaged',
      modelId,
      file,
      detail: `its ${found.size} bytes are not the ones that were published`,
    });
  } catch (error) {
    return failed({ kind: 'model-damaged', modelId, file, detail: String(error) });
  }
}

/** The first trouble among several files. */
export async function checkModelFiles(files: readonly ExpectedFile[]): Promise<Result<void, Failure>> {
  const results = await Promise.all(files.map(checkModelFile));
  return results.find((result) => !result.ok) ?? ok(undefined);
}
