import { createRandom } from '../../../base/random.ts';
import { DTMF_COLUMNS, DTMF_KEYS, DTMF_ROWS } from '../dtmf-detector.ts';
import { SAMPLE_RATE, msToSamples } from '../pcm.ts';

export type KeyTone = {
  key: string;
  ms: number;
  /** RMS of both tones together, dBFS. */
  db?: number;
  /** Column against row, dB. */
  twistDb?: number;
  /** Of the pitch, as a share: 0.015 is 1.5 % too high. */
  offPitch?: number;
};

/** What a telephone sends while a key is held, 16 kHz in [-1, 1]. */
export function keyTone({ key, ms, db = -12, twistDb = 0, offPitch = 0 }: KeyTone): Float32Array {
  const row = DTMF_KEYS.findIndex((keys) => keys.includes(key));
  const column = DTMF_KEYS[row]?.indexOf(key) ?? -1;
  const twist = 10 ** (twistDb / 20);
  const low = (Math.SQRT2 * 10 ** (db / 20)) / Math.hypot(1, twist);
  const turn = (2 * Math.PI * (1 + offPitch)) / SAMPLE_RATE;
  return Float32Array.from(
    { length: msToSamples(ms) },
    (_, i) =>
      low * Math.sin(turn * (DTMF_ROWS[row] ?? 0) * i + 1) +
      low * twist * Math.sin(turn * (DTMF_COLUMNS[column] ?? 0) * i + 2),
  );
}

/** Two steady tones of the same loudness, Hz. */
export const twoTones = ([low, high]: readonly [number, number], ms: number): Float32Array =>
  Float32Array.from({ length: msToSamples(ms) }, (_, i) => {
    const turn = (2 * Math.PI * i) / SAMPLE_RATE;
    return 0.2 * Math.sin(turn * low) + 0.2 * Math.sin(turn * high);
  });

export const silence = (ms: number): Float32Array => new Float32Array(msToSamples(ms));

export function joined(...parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

/** The same with white noise of this RMS in it, dBFS. */
export function withNoise(samples: Float32Array, db: number): Float32Array {
  const random = createRandom(7);
  // Twelve of them added up are as good as Gaussian, and their variance is 1.
  const gauss = () => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6);
  return samples.map((sample) => sample + 10 ** (db / 20) * gauss());
}
