import { readFile, stat } from 'node:fs/promises';
import { failed, ok, type Result } from '../base/result.ts';
import { parseWav } from '../domain/audio/wav.ts';
import type { Failure } from '../domain/failure.ts';

export type Recording = { samples: Float32Array; rate: number };

const LONGEST_BYTES = 60_000_000;

/** Reads a WAV of 16-bit PCM; of several channels the first. Fails with file-unreadable, saying what is wrong. */
export async function readWav(path: string): Promise<Result<Recording, Failure>> {
  const unreadable = (detail: string) => failed<Failure>({ kind: 'file-unreadable', path, detail });
  try {
    if ((await stat(path)).size > LONGEST_BYTES) return unreadable('it is larger than 60 MB');
    const wav = parseWav(await readFile(path));
    if (!wav.ok) return unreadable(wav.failure);
    const [samples] = wav.value.channels;
    return samples ? ok({ samples, rate: wav.value.sampleRate }) : unreadable('it holds no sound');
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
}
