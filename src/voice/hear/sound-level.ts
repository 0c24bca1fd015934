import { msToSamples } from '../../domain/audio/pcm.ts';

export const LEVEL_WINDOW = msToSamples(10);
const AUDIBLE_DB = -45;
const OVER_FLOOR_DB = 12;
const FLOOR_MEMORY = 300;
/** Share of the quietest windows of the last 3 s under which the noise floor lies. */
const FLOOR_SHARE = 0.1;
const SILENT_DB = -100;

export type SoundLevel = {
  /** Takes samples in order. */
  hear(samples: Float32Array): void;
  /** Jumps over samples that never came. */
  skip(samples: number): void;
  /** End (exclusive, in samples since the start) of the last audible window that begins in [from, to). */
  lastAudible(from: number, to: number): number | undefined;
};

/**
 * Loudness in 10 ms windows. A window is audible above -45 dBFS and 12 dB over the noise floor, which is how the
 * recording is measured too: the meter and the recording must mean the same by "the caller's last sound".
 */
export function createSoundLevel(): SoundLevel {
  const levels = new Float32Array(FLOOR_MEMORY).fill(SILENT_DB);
  const pending = new Float32Array(LEVEL_WINDOW);
  let waiting = 0;
  let count = 0;

  const push = (decibels: number) => {
    levels[count % FLOOR_MEMORY] = decibels;
    count++;
  };
  const noiseFloor = (): number => {
    const known = levels.slice(0, Math.min(count, FLOOR_MEMORY)).sort();
    return known[Math.floor(known.length * FLOOR_SHARE)] ?? SILENT_DB;
  };

  return {
    hear(samples) {
      for (const sample of samples) {
        pending[waiting++] = sample;
        if (waiting === LEVEL_WINDOW) {
          push(decibels(pending));
          waiting = 0;
        }
      }
    },
    skip(samples) {
      for (let left = samples; left > 0; left -= LEVEL_WINDOW) push(SILENT_DB);
    },
    lastAudible(from, to) {
      const threshold = Math.max(AUDIBLE_DB, noiseFloor() + OVER_FLOOR_DB);
      const first = Math.max(0, count - FLOOR_MEMORY, Math.ceil(from / LEVEL_WINDOW));
      for (let at = Math.min(count, Math.ceil(to / LEVEL_WINDOW)) - 1; at >= first; at--) {
        if ((levels[at % FLOOR_MEMORY] ?? SILENT_DB) > threshold) return (at + 1) * LEVEL_WINDOW;
      }
      return undefined;
    },
  };
}

function decibels(samples: Float32Array): number {
  let power = 0;
  for (const sample of samples) power += sample * sample;
  return Math.max(SILENT_DB, 10 * Math.log10(power / samples.length + 1e-12));
}
