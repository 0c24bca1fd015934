import { msToSamples } from './pcm.ts';

/** What silence is called, so that a level is always a finite number. */
export const SILENCE_DB = -100;

export function decibels(amplitude: number): number {
  return amplitude <= 0 ? SILENCE_DB : Math.max(SILENCE_DB, 20 * Math.log10(amplitude));
}

/** Root mean square of samples in [-1, 1], in dBFS (a full-scale square wave is 0, a sine -3). */
export function rmsDb(samples: Float32Array): number {
  let power = 0;
  for (const sample of samples) power += sample * sample;
  return decibels(Math.sqrt(power / Math.max(1, samples.length)));
}

/**
 * How much is let through at a volume of 0 to 100: loudness is heard in decibels, which the square comes close enough to
 * (half the way up is -12 dB).
 */
export const gainOfVolume = (volume: number): number => (Math.min(100, Math.max(0, volume)) / 100) ** 2;

export type LevelMeter = {
  add(samples: Float32Array, from: number, count: number): void;
  /** RMS in dBFS of all that was added since the last time this was asked. */
  take(): number;
};

export function createLevelMeter(): LevelMeter {
  let power = 0;
  let counted = 0;
  return {
    add(samples, from, count) {
      for (let i = from; i < from + count; i++) power += (samples[i] ?? 0) ** 2;
      counted += count;
    },
    take() {
      const db = decibels(Math.sqrt(power / Math.max(1, counted)));
      power = 0;
      counted = 0;
      return db;
    },
  };
}

export type Stretch = { startSample: number; endSample: number };

/**
 * Where there is sound in 16 kHz samples in [-1, 1]: windows of 10 ms whose RMS is above `aboveDb`, joined where what is
 * between two is shorter than `joinMs`.
 */
export function voicedStretches(samples: Float32Array, options: { aboveDb: number; joinMs: number }): Stretch[] {
  const window = msToSamples(10);
  const found: Stretch[] = [];
  for (let startSample = 0; startSample + window <= samples.length; startSample += window) {
    const endSample = startSample + window;
    if (rmsDb(samples.subarray(startSample, endSample)) <= options.aboveDb) continue;
    const last = found.at(-1);
    if (last && startSample - last.endSample < msToSamples(options.joinMs)) last.endSample = endSample;
    else found.push({ startSample, endSample });
  }
  return found;
}
