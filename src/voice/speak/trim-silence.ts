/** Loudness below which a voice's edge counts as silence: -40 dBFS. */
const SILENT = 0.01;
/** Kept before the first sound, so that its attack is not cut. */
const LEAD_SECONDS = 0.01;
const PAUSE_SECONDS = { clause: 0.08, sentence: 0.22 } as const;

/**
 * A voice begins with 30 to 60 ms of nothing, which the caller would wait for, and ends with more; both go, and a pause
 * fit for what ended is put behind. Samples in [-1, 1]; `rate` in Hz.
 */
export function trimSilence(samples: Float32Array, rate: number, endsSentence: boolean): Float32Array {
  let from = 0;
  let to = samples.length;
  while (from < to && Math.abs(samples[from] ?? 0) < SILENT) from++;
  while (to > from && Math.abs(samples[to - 1] ?? 0) < SILENT) to--;
  if (from === to) return new Float32Array(0);
  const start = Math.max(0, from - Math.round(LEAD_SECONDS * rate));
  const end = to + Math.round((endsSentence ? PAUSE_SECONDS.sentence : PAUSE_SECONDS.clause) * rate);
  const trimmed = new Float32Array(end - start);
  trimmed.set(samples.subarray(start, Math.min(samples.length, end)));
  return trimmed;
}
