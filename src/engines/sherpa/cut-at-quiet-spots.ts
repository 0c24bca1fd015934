import { SAMPLE_RATE } from '../../domain/audio/pcm.ts';

/** sherpa-onnx 1.13.8 answers '' to more than 384 encoder frames (9.2 s). */
const LONGEST = 9 * SAMPLE_RATE;
const SEARCH = 4 * SAMPLE_RATE;
const QUIET = 0.05 * SAMPLE_RATE;
const STEP = 0.01 * SAMPLE_RATE;

/** Cuts sound into pieces of at most 9 s, each at the quietest 50 ms of its last 4 s. */
export function cutAtQuietSpots(samples: Float32Array): Float32Array[] {
  const pieces: Float32Array[] = [];
  let rest = samples;
  while (rest.length > LONGEST) {
    const at = quietest(rest, LONGEST - SEARCH, LONGEST - QUIET) + QUIET / 2;
    pieces.push(rest.slice(0, at));
    rest = rest.subarray(at);
  }
  pieces.push(rest.slice());
  return pieces;
}

function quietest(samples: Float32Array, from: number, to: number): number {
  let at = from;
  let least = Infinity;
  for (let start = from; start <= to; start += STEP) {
    let power = 0;
    for (let i = start; i < start + QUIET; i++) power += (samples[i] ?? 0) ** 2;
    if (power < least) {
      least = power;
      at = start;
    }
  }
  return at;
}
