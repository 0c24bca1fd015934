import { readFile } from 'node:fs/promises';
import { failed, ok, type Result } from '../../base/result.ts';
import { pcmFromFloat, SAMPLE_RATE } from '../../domain/audio/pcm.ts';
import { resample } from '../../domain/audio/resample.ts';
import { parseWav } from '../../domain/audio/wav.ts';
import type { Failure } from '../../domain/failure.ts';

/** Reads the WAV that speaks for the human where there is no microphone: 16 kHz mono, the first channel of several. */
export async function readMicrophoneFile(path: string): Promise<Result<Int16Array<ArrayBuffer>, Failure>> {
  const unreadable = (detail: string) => failed<Failure>({ kind: 'file-unreadable', path, detail });
  try {
    const wav = parseWav(await readFile(path));
    if (!wav.ok) return unreadable(wav.failure);
    const [first] = wav.value.channels;
    return first
      ? ok(new Int16Array(pcmFromFloat(resample(first, wav.value.sampleRate, SAMPLE_RATE))))
      : unreadable('it holds no sound');
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
}
