import { SAMPLE_RATE } from '../../domain/audio/pcm.ts';
import { quietestSpot } from '../../domain/audio/quietest-spot.ts';

const SEARCH = 4 * SAMPLE_RATE;

/** Cuts sound into pieces of at most `longestSeconds`, each at the quietest 50 ms of its last 4 s. */
export function cutAtQuietSpots(samples: Float32Array, longestSeconds: number): Float32Array[] {
  const longest = longestSeconds * SAMPLE_RATE;
  const pieces: Float32Array[] = [];
  let rest = samples;
  while (rest.length > longest) {
    const at = quietestSpot(rest, longest - SEARCH, longest);
    pieces.push(rest.slice(0, at));
    rest = rest.subarray(at);
  }
  pieces.push(rest.slice());
  return pieces;
}
