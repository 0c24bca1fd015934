import { createRandom } from '../../base/random.ts';
import { SAMPLE_RATE } from '../../domain/audio/pcm.ts';
import { spokenWords } from '../../domain/floor/spoken-words.ts';

/** The line's noise around and under a voice, dBFS. */
const NOISE_DB = -62;
const BEFORE_MS = 500;
const AFTER_MS = 2400;
const WINDOW = 0.03 * SAMPLE_RATE;
const STEP = 0.01 * SAMPLE_RATE;
/** How many quiet spots are tried as the one between two words. */
const SPOTS = 14;

export type OnLine = {
  readonly samples: Float32Array;
  /** End of the voice's last audible sound. */ readonly lastSoundMs: number;
};

/** A voice on a line: half a second before it, 2.4 s of waiting after it, faint noise all along. */
export function onLine(voice: Float32Array, seed: number, noiseDb = NOISE_DB): OnLine {
  const random = createRandom(seed);
  const before = (BEFORE_MS * SAMPLE_RATE) / 1000;
  const loudness = 10 ** (noiseDb / 20) * Math.sqrt(12);
  const samples = Float32Array.from(
    { length: before + voice.length + (AFTER_MS * SAMPLE_RATE) / 1000 },
    () => (random() - 0.5) * loudness,
  );
  voice.forEach((sample, i) => (samples[before + i] = (samples[before + i] ?? 0) + sample));
  return { samples, lastSoundMs: lastAudibleMs(samples, noiseDb) };
}

function lastAudibleMs(samples: Float32Array, noiseDb: number): number {
  const least = 10 ** (Math.max(-45, noiseDb + 12) / 10) * STEP;
  for (let end = samples.length - (samples.length % STEP); end >= STEP; end -= STEP) {
    if (power(samples, end - STEP, end) > least) return (end * 1000) / SAMPLE_RATE;
  }
  return 0;
}

/** Where the words before the pause end: of the quiet spots the one before which just these words are recognised. */
export async function findCut(
  voice: Float32Array,
  before: string,
  after: string,
  transcribe: (samples: Float32Array) => Promise<string>,
): Promise<number> {
  const share = before.length / (before.length + after.length);
  const spots: { at: number; power: number }[] = [];
  for (let at = WINDOW; at < voice.length - WINDOW; at += STEP) {
    if (Math.abs(at / voice.length - share) < 0.25)
      spots.push({ at, power: power(voice, at - WINDOW / 2, at + WINDOW / 2) });
  }
  const minima = spots.filter(
    (spot, i) => spot.power <= (spots[i - 1]?.power ?? Infinity) && spot.power <= (spots[i + 1]?.power ?? Infinity),
  );
  let best = { at: Math.round(voice.length * share), cost: Infinity };
  for (const { at } of minima.sort((a, b) => a.power - b.power).slice(0, SPOTS)) {
    const cost = wordDistance(spokenWords(await transcribe(voice.slice(0, at))), spokenWords(before));
    if (cost < best.cost) best = { at, cost };
  }
  return best.at;
}

function power(samples: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = Math.max(0, Math.round(from)); i < to; i++) sum += (samples[i] ?? 0) ** 2;
  return sum;
}

function wordDistance(one: readonly string[], other: readonly string[]): number {
  let row = other.map((_, i) => i + 1);
  row.unshift(0);
  one.forEach((word, i) => {
    const next = [i + 1];
    other.forEach((expected, j) =>
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (word === expected ? 0 : 1))),
    );
    row = next;
  });
  return row.at(-1) ?? 0;
}
