import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

export type WriteOptions = { readonly append: boolean; readonly signal: AbortSignal };

/**
 * Writes the parts to a file as they come, making its folder. Each part is on disk before the next is asked for, so
 * whatever ends the writing, what came is kept. Rejects with the file system's error (ENOSPC, …) or on abort.
 */
export type WriteFile = (path: string, parts: AsyncIterable<Uint8Array>, options: WriteOptions) => Promise<void>;

export const writeToDisk: WriteFile = async (path, parts, { append, signal }) => {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, append ? 'a' : 'w');
  try {
    for await (const part of parts) {
      await file.appendFile(part);
      signal.throwIfAborted();
    }
  } finally {
    await file.close();
  }
};
