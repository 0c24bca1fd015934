import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

const READ_BYTES = 1 << 20;

/** The sha256 of a file, lower-case hexadecimal. Rejects where the file cannot be read. */
export async function hashFile(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file, { highWaterMark: READ_BYTES, ...(signal ? { signal } : {}) }))
    hash.update(part as Uint8Array);
  return hash.digest('hex');
}
