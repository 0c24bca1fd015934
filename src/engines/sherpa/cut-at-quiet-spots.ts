import { SAMPLE_RATE } from '../../domain/audio/pcm.ts';
import { quietestSpot } from '../../domain/audio/quietest-spot.ts';

/** sherpa-onnx 1.13.8 answers '' to more than 384 encoder frames (9.2 s). */
const LONGEST = 9 * SAMPLE_RATE;
const SEARCH = 4 * SAMPLE_RATE;

/** Cuts sound into pieces of at most 9 s, each at the quietest 50 ms of its last 4 s. */
export function cutAtQuietSpots(samples: Float32Array): Float32Array[] {
  const pieces: Float32Array[] = [];
  let rest = samples;
  while (rest.length > LONGEST) {
    const at = quietestSpot(rest, LONGEST - SEARCH, LONGEST);
    pieces.push(rest.slice(0, at));
    rest = rest.subarray(at);
  }
  pieces.push(rest.slice());
  return pieces;
}
