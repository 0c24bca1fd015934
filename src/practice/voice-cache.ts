import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { Log } from '../base/log.ts';
import { decodeMuLaw } from '../domain/audio/mu-law.ts';

/** Counts up whenever the same words would be rendered differently. */
const RENDERING = 1;

export type VoiceCache = {
  /** 8 kHz samples that were rendered before, or nothing. */
  find(key: VoiceKey): Promise<Int16Array | undefined>;
  /** Losing what is kept here costs time and nothing else: a full disk is logged. */
  keep(key: VoiceKey, pcm: Int16Array): Promise<void>;
};
export type VoiceKey = { voice: string; speed: number; words: string };

/** Name of the file that holds a rendered line, without its ending. */
export function voiceFileName(key: VoiceKey): string {
  const hash = createHash('sha256').update(JSON.stringify([RENDERING, key.voice, key.speed, key.words]));
  return hash.digest('hex').slice(0, 40);
}

type VoiceCacheFolders = {
  /** What was rendered on this machine, 16-bit PCM. */
  own: string;
  /** Lines that ship with the app as the telephone would carry them (µ-law), so that they need not be rendered at all. */
  shipped: string;
};

/** Rendered lines of leads, by what was rendered and how. */
export function createVoiceCache(folders: VoiceCacheFolders, log: Log): VoiceCache {
  const path = (key: VoiceKey) => join(folders.own, `${voiceFileName(key)}.pcm`);
  return {
    async find(key) {
      const own = await readFile(path(key)).catch(() => undefined);
      if (own && own.length > 0 && own.length % 2 === 0) return new Int16Array(Uint8Array.from(own).buffer);
      const shipped = await readFile(join(folders.shipped, `${voiceFileName(key)}.ulaw`)).catch(() => undefined);
      return shipped && shipped.length > 0 ? decodeMuLaw(shipped) : undefined;
    },
    async keep(key, pcm) {
      try {
        await mkdir(folders.own, { recursive: true });
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
