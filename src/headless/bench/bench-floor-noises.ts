import { createRandom } from '../../base/random.ts';
import { decodeMuLaw, encodeMuLaw } from '../../domain/audio/mu-law.ts';
import { floatFromPcm, pcmFromFloat, SAMPLE_RATE } from '../../domain/audio/pcm.ts';
import { resample } from '../../domain/audio/resample.ts';

/** Bursts of coloured noise: when, how long, how loud and how bright (0 is dull, 1 is white). */
type Burst = { atMs: number; ms: number; loud: number; bright: number };
type Noise = { name: string; bursts: readonly Burst[] };

const NOISES: readonly Noise[] = [
  {
    name: 'cough',
    bursts: [
      { atMs: 0, ms: 160, loud: 0.35, bright: 0.3 },
      { atMs: 320, ms: 200, loud: 0.3, bright: 0.25 },
    ],
  },
  { name: 'single cough', bursts: [{ atMs: 0, ms: 220, loud: 0.4, bright: 0.25 }] },
  { name: 'throat', bursts: [{ atMs: 0, ms: 380, loud: 0.15, bright: 0.12 }] },
  { name: 'breath', bursts: [{ atMs: 0, ms: 600, loud: 0.06, bright: 0.5 }] },
  { name: 'door', bursts: [{ atMs: 0, ms: 90, loud: 0.5, bright: 0.06 }] },
  { name: 'keys', bursts: Array.from({ length: 8 }, (_, i) => ({ atMs: i * 130, ms: 18, loud: 0.25, bright: 0.9 })) },
  { name: 'paper', bursts: Array.from({ length: 5 }, (_, i) => ({ atMs: i * 170, ms: 120, loud: 0.08, bright: 0.8 })) },
  { name: 'wind', bursts: [{ atMs: 0, ms: 1500, loud: 0.1, bright: 0.04 }] },
];

/** Sounds over our voice that nobody says, through the telephone. Made by rule: no recordings of them are at hand. */
export function makeNoises(seed: number): { name: string; samples: Float32Array }[] {
  const random = createRandom(seed);
  return NOISES.map(({ name, bursts }) => {
    const lengthMs = Math.max(...bursts.map((burst) => burst.atMs + burst.ms));
    const samples = new Float32Array((lengthMs * SAMPLE_RATE) / 1000);
    for (const { atMs, ms, loud, bright } of bursts) {
      const [from, length] = [(atMs * SAMPLE_RATE) / 1000, (ms * SAMPLE_RATE) / 1000];
      let value = 0;
      for (let i = 0; i < length; i++) {
        value += bright * ((random() * 2 - 1) / Math.sqrt(bright) - value);
        const shape = Math.min(1, i / 80) * Math.exp((-3 * i) / length);
        samples[from + i] = (samples[from + i] ?? 0) + value * shape * loud;
      }
    }
    const telephone = decodeMuLaw(encodeMuLaw(pcmFromFloat(resample(samples, SAMPLE_RATE, 8000))));
    return { name, samples: resample(floatFromPcm(telephone), 8000, SAMPLE_RATE) };
  });
}
