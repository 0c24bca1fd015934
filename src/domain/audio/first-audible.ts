import { msToSamples } from './pcm.ts';

/** A listener hears sound from here on: RMS of a 10 ms window above -45 dBFS. */
const AUDIBLE_RMS = 10 ** (-45 / 20) * 32768;
const WINDOW = msToSamples(10);

/** Index of the first sample of the first audible window, or undefined where all is silent. */
export function firstAudibleSample(pcm: Int16Array): number | undefined {
  for (let from = 0; from + WINDOW <= pcm.length; from += WINDOW) {
    let power = 0;
    for (let i = from; i < from + WINDOW; i++) power += (pcm[i] ?? 0) ** 2;
    if (Math.sqrt(power / WINDOW) > AUDIBLE_RMS) return from;
  }
  return undefined;
}
