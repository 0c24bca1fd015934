import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';

export type WriteOptions = { readonly append: boolean; readonly signal: AbortSignal };

/** Writes the parts to a file as they come, making its folder. Rejects with the file system's error (ENOSPC, …). */
export type WriteFile = (path: string, parts: AsyncIterable<Uint8Array>, options: WriteOptions) => Promise<void>;

export const writeToDisk: WriteFile = async (path, parts, { append, signal }) => {
  await mkdir(dirname(path), { recursive: true });
  await pipeline(parts, createWriteStream(path, { flags: append ? 'a' : 'w' }), { signal });
};
