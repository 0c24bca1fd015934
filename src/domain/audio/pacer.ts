import { msToSamples, samplesToMs } from './pcm.ts';

/** A sound device asks for its blocks in bursts; only what stays behind for a whole window is truly lost time. */
const WINDOW_SAMPLES = msToSamples(250);
const WORTH_MS = 20;
/** After a longer stop (a sleeping machine) there is nothing to catch up with. */
const GIVE_UP_MS = 2_000;

/**
 * Keeps a line on real time where its audio clock loses some: a starved audio thread, or a sound device that stops for a
 * moment, would otherwise make the whole call late. Call it before each block; it answers how many blocks of that length
 * are to be run beforehand. A device that runs fast is left alone.
 */
export function createPacer(now: () => number): (blockSamples: number) => number {
  let beganMs = now();
  let samples = 0;
  let least = Infinity;
  let windowLeft = WINDOW_SAMPLES;
  return (blockSamples) => {
    const behind = now() - beganMs - samplesToMs(samples);
    if (behind < 0 || behind > GIVE_UP_MS) beganMs += behind;
    least = Math.min(least, behind > GIVE_UP_MS ? 0 : Math.max(0, behind));
    windowLeft -= blockSamples;
    samples += blockSamples;
    if (windowLeft > 0) return 0;
    const owed = least < WORTH_MS ? 0 : Math.floor(msToSamples(least) / blockSamples);
    samples += owed * blockSamples;
    least = Infinity;
    windowLeft = WINDOW_SAMPLES;
    return owed;
  };
}
