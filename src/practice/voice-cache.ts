import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { Log } from '../base/log.ts';

/** Counts up whenever the same words would be rendered differently. */
const RENDERING = 1;

export type VoiceCache = {
  /** 8 kHz samples that were rendered before, or nothing. */
  find(key: VoiceKey): Promise<Int16Array | undefined>;
  /** Losing what is kept here costs time and nothing else: a full disk is logged. */
  keep(key: VoiceKey, pcm: Int16Array): Promise<void>;
};
export type VoiceKey = { voice: string; speed: number; words: string };

/** Rendered lines of leads, in a folder of their own, by what was rendered and how. */
export function createVoiceCache(folder: string, log: Log): VoiceCache {
  const path = (key: VoiceKey) => {
    const hash = createHash('sha256').update(JSON.stringify([RENDERING, key.voice, key.speed, key.words]));
    return join(folder, `${hash.digest('hex').slice(0, 40)}.pcm`);
  };
  return {
    async find(key) {
      try {
        const bytes = await readFile(path(key));
        return bytes.length === 0 || bytes.length % 2 === 1 ? undefined : new Int16Array(Uint8Array.from(bytes).buffer);
      } catch {
        return undefined;
      }
    },
    async keep(key, pcm) {
      try {
        await mkdir(folder, { recursive: true });
        // Two calls may render the same line at once: whoever is last wins, and nobody reads half a file.
        const partial = `${path(key)}.${process.pid}-${threadId}.part`;
        await writeFile(partial, new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength));
        await rename(partial, path(key));
      } catch (error) {
        log.warn('a rendered line could not be kept', { error: String(error) });
      }
    },
  };
}
