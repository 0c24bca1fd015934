import { msToSamples } from './pcm.ts';

/** A listener hears sound from here on: 10 ms windows with an RMS above -45 dBFS, three in a row; fewer are a click. */
const AUDIBLE_RMS = 10 ** (-45 / 20) * 32768;
const WINDOW = msToSamples(10);
const SOUND_WINDOWS = 3;

/** Index of the first sample of the first audible window, or undefined where all is silent. */
export function firstAudibleSample(pcm: Int16Array): number | undefined {
  let run = 0;
  for (let from = 0; from + WINDOW <= pcm.length; from += WINDOW) {
    let power = 0;
    for (let i = from; i < from + WINDOW; i++) power += (pcm[i] ?? 0) ** 2;
    run = Math.sqrt(power / WINDOW) > AUDIBLE_RMS ? run + 1 : 0;
    if (run === SOUND_WINDOWS) return from - (SOUND_WINDOWS - 1) * WINDOW;
  }
  return undefined;
}
