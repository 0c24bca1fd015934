// Polyphase windowed sinc (Hann). Kernels are kept: made per clause they would cost a 20 ms clock a tick.
const ZEROS = 16;
const PASSBAND = 0.94;

type Kernels = { up: number; down: number; half: number; phases: Float32Array[] };
const kept = new Map<string, Kernels>();

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));

function kernelsFor(from: number, to: number): Kernels {
  const key = `${from}:${to}`;
  const known = kept.get(key);
  if (known) return known;
  const divisor = commonDivisor(from, to);
  const up = to / divisor;
  const cut = PASSBAND * Math.min(1, to / from);
  const half = Math.ceil(ZEROS / cut);
  const phases = Array.from({ length: up }, (_, phase) => {
    const kernel = Float32Array.from({ length: 2 * half }, (_unused, j) => {
      const t = j - half + 1 - phase / up;
      const sinc = t === 0 ? cut : Math.sin(Math.PI * cut * t) / (Math.PI * t);
      return sinc * (0.5 + 0.5 * Math.cos((Math.PI * t) / half));
    });
    const sum = kernel.reduce((total, tap) => total + tap, 0);
    return kernel.map((tap) => tap / sum);
  });
  const made = { up, down: from / divisor, half, phases };
  kept.set(key, made);
  return made;
}

/** A whole recording at another rate (both in Hz). No delay, and the last sound is not swallowed. */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const { up, down, half, phases } = kernelsFor(from, to);
  const padded = new Float32Array(samples.length + 2 * half);
  padded.set(samples, half);
  const out = new Float32Array(Math.floor((samples.length * up) / down));
  for (let i = 0; i < out.length; i++) {
    const position = i * down;
    const kernel = phases[position % up]!;
    const base = Math.floor(position / up) + 1;
    let sum = 0;
    for (let j = 0; j < kernel.length; j++) sum += (padded[base + j] ?? 0) * (kernel[j] ?? 0);
    out[i] = sum;
  }
  return out;
}
