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
const SPOTS = 10;
const FADE = 0.01 * SAMPLE_RATE;

/** Where the voice's first audible sound begins and its last one ends. */
export type OnLine = { readonly samples: Float32Array; readonly firstSoundMs: number; readonly lastSoundMs: number };

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
  return { samples, firstSoundMs: firstAudibleMs(samples, noiseDb), lastSoundMs: lastAudibleMs(samples, noiseDb) };
}

const audiblePower = (noiseDb: number) => 10 ** (Math.max(-45, noiseDb + 12) / 10) * STEP;

function firstAudibleMs(samples: Float32Array, noiseDb: number): number {
  for (let from = 0; from + STEP <= samples.length; from += STEP) {
    if (power(samples, from, from + STEP) > audiblePower(noiseDb)) return (from * 1000) / SAMPLE_RATE;
  }
  return 0;
}

function lastAudibleMs(samples: Float32Array, noiseDb: number): number {
  for (let end = samples.length - (samples.length % STEP); end >= STEP; end -= STEP) {
    if (power(samples, end - STEP, end) > audiblePower(noiseDb)) return (end * 1000) / SAMPLE_RATE;
  }
  return 0;
}

type Transcribe = (samples: Float32Array) => Promise<string>;

/**
 * Where the words before the pause end: of the quiet spots, and where none will do of all, the one before which just
 * these words are recognised.
 */
export async function findCut(
  voice: Float32Array,
  [before, after]: readonly [string, string],
  transcribe: Transcribe,
): Promise<number> {
  const share = before.length / (before.length + after.length);
  const near: { at: number; power: number }[] = [];
  for (let at = WINDOW; at < voice.length - WINDOW; at += STEP) {
    if (Math.abs(at / voice.length - share) < 0.25)
      near.push({ at, power: power(voice, at - WINDOW / 2, at + WINDOW / 2) });
  }
  const quiet = near.filter(
    (spot, i) => spot.power <= Math.min(near[i - 1]?.power ?? Infinity, near[i + 1]?.power ?? Infinity),
  );
  const quietest = quiet.toSorted((a, b) => a.power - b.power).slice(0, SPOTS);
  let best = { at: Math.round(voice.length * share), cost: Infinity };
  for (const { at } of [...quietest, ...near.filter((_, i) => i % 3 === 0)]) {
    if (best.cost === 0) break;
    const cost = wordDistance(spokenWords(await transcribe(voice.slice(0, at))), spokenWords(before));
    if (cost < best.cost) best = { at, cost };
  }
  return best.at;
}

/** The voice up to there, ending as gently as a breath does. */
export function cutVoice(voice: Float32Array, at: number): Float32Array {
  const cut = voice.slice(0, at);
  for (let i = 1; i <= FADE && i <= cut.length; i++) cut[cut.length - i] = ((cut[cut.length - i] ?? 0) * i) / FADE;
  return cut;
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
