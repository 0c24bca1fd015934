import { readFile } from 'node:fs/promises';
import { failed, ok, type Result } from '../base/result.ts';
import type { Failure } from '../domain/failure.ts';

export type Recording = { samples: Float32Array; rate: number };

const LONGEST_BYTES = 60_000_000;

/** Reads a WAV of 16-bit PCM at any rate; of several channels the first. Fails with file-unreadable, saying what is wrong. */
export async function readWav(path: string): Promise<Result<Recording, Failure>> {
  try {
    return parseWav(await readFile(path), path);
  } catch (error) {
    return failed({ kind: 'file-unreadable', path, detail: error instanceof Error ? error.message : String(error) });
  }
}

function parseWav(bytes: Buffer, path: string): Result<Recording, Failure> {
  const refuse = (detail: string) => failed<Failure>({ kind: 'file-unreadable', path, detail });
  if (bytes.length > LONGEST_BYTES) return refuse('it is larger than 60 MB');
  if (!/^RIFF[^]{4}WAVE/.test(bytes.toString('latin1', 0, 12))) return refuse('it is not a WAV file');
  const format = chunk(bytes, 'fmt ');
  const data = chunk(bytes, 'data');
  if (!format || format.length < 16 || !data) return refuse('its header is damaged');
  const channels = format.readUInt16LE(2);
  const rate = format.readUInt32LE(4);
  if (!isPlainPcm(format)) return refuse('only 16-bit PCM can be played');
  if (channels < 1 || rate < 8_000 || rate > 192_000) {
    return refuse(`${channels} channels at ${rate} Hz cannot be played`);
  }
  const samples = Float32Array.from(
    { length: Math.floor(data.length / (2 * channels)) },
    (_, i) => data.readInt16LE(i * 2 * channels) / 32_768,
  );
  return ok({ samples, rate });
}

/** Coded as PCM (1), or as "extensible" (0xfffe), which in 16 bits is PCM too. */
const isPlainPcm = (format: Buffer) => [1, 0xfffe].includes(format.readUInt16LE(0)) && format.readUInt16LE(14) === 16;

function chunk(bytes: Buffer, name: string): Buffer | undefined {
  for (let at = 12; at + 8 <= bytes.length;) {
    const length = bytes.readUInt32LE(at + 4);
    if (bytes.toString('latin1', at, at + 4) === name)
      return bytes.subarray(at + 8, Math.min(bytes.length, at + 8 + length));
    at += 8 + length + (length % 2);
  }
  return undefined;
}
