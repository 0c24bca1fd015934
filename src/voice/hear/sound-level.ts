import { msToSamples } from '../../domain/audio/pcm.ts';

const WINDOW = msToSamples(10);
const AUDIBLE_DB = -45;
const OVER_FLOOR_DB = 12;
const SILENT_DB = -100;
/** Windows in a row that make a sound; fewer are a click. */
const SOUND_WINDOWS = 3;
/** Windows remembered: of everything, to find the last sound in; and without a voice, to know the line's noise. */
const REMEMBERED = 300;
const NOISE_REMEMBERED = 100;

export type SoundLevel = {
  /** Takes samples in order. `isNoise`: surely nobody speaks in them, so they show how noisy the line is. */
  hear(samples: Float32Array, isNoise: boolean): void;
  /** End (exclusive, in samples since the start) of the last audible window of the last 3 s. */
  lastAudible(): number | undefined;
};

/**
 * Loudness in 10 ms windows. A window is audible above -45 dBFS and 12 dB over the line's noise, which is how a recording
 * is measured too: the meter and the recording must mean the same by "the caller's last sound".
 */
export function createSoundLevel(): SoundLevel {
  const noise = new Float32Array(NOISE_REMEMBERED).fill(SILENT_DB);
  const pending = new Float32Array(WINDOW);
  let waiting = 0;
  let count = 0;
  let noiseCount = 0;
  let audibleOver = AUDIBLE_DB;
  let run = 0;
  let last: number | undefined;

  const hearWindow = (isNoise: boolean) => {
    const level = decibels(pending);
    count++;
    run = level > audibleOver ? run + 1 : 0;
    if (run >= SOUND_WINDOWS) last = count * WINDOW;
    if (!isNoise) return;
    noise[noiseCount++ % NOISE_REMEMBERED] = level;
    const typical = noise.slice().sort()[NOISE_REMEMBERED / 2] ?? SILENT_DB;
    audibleOver = Math.max(AUDIBLE_DB, typical + OVER_FLOOR_DB);
  };

  return {
    hear(samples, isNoise) {
      for (const sample of samples) {
        pending[waiting++] = sample;
        if (waiting < WINDOW) continue;
        hearWindow(isNoise);
        waiting = 0;
      }
    },
    lastAudible: () => (last !== undefined && last > (count - REMEMBERED) * WINDOW ? last : undefined),
  };
}

function decibels(samples: Float32Array): number {
  let power = 0;
  for (const sample of samples) power += sample * sample;
  return Math.max(SILENT_DB, 10 * Math.log10(power / samples.length + 1e-12));
}
