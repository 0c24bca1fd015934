import { msToSamples } from './pcm.ts';

const QUIET = msToSamples(50);
const STEP = msToSamples(10);

/** The middle of the quietest 50 ms between two indices: where sound may be cut without tearing a word. */
export function quietestSpot(samples: Float32Array, from: number, to: number): number {
  let at = from;
  let least = Infinity;
  for (let start = from; start <= to - QUIET; start += STEP) {
    let power = 0;
    for (let i = start; i < start + QUIET; i++) power += (samples[i] ?? 0) ** 2;
    if (power < least) {
      least = power;
      at = start;
    }
  }
  return at + QUIET / 2;
}
