import { resample } from '../domain/audio/resample.ts';
import { TRUNK_RATE } from './trunk-sender.ts';

/** Voices on a telephone line sit about here, measured over what is sound. */
const SPEECH_DB = -23;
const LOW_CUT_HZ = 200;
/** What is this much below the loudest is silence before the first or after the last sound. */
const SILENT_BELOW_DB = -40;

/** What a telephone makes of a recording: 8 kHz, low cut, even loudness, no silence around it. Samples in [-1, 1] at `rate`. */
export function telephoneVoice(samples: Float32Array, rate: number): Int16Array {
  const narrow = trimmed(lowCut(resample(samples, rate, TRUNK_RATE)));
  const loudness = soundLoudness(narrow);
  const gain = loudness === 0 ? 0 : 10 ** (SPEECH_DB / 20) / loudness;
  return Int16Array.from(narrow, (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * gain * 32_767))));
}

function lowCut(samples: Float32Array): Float32Array {
  const keep = Math.exp((-2 * Math.PI * LOW_CUT_HZ) / TRUNK_RATE);
  let before = 0;
  let out = 0;
  return samples.map((sample) => {
    out = keep * (out + sample - before);
    before = sample;
    return out;
  });
}

function trimmed(samples: Float32Array): Float32Array {
  const floor =
    samples.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0) * 10 ** (SILENT_BELOW_DB / 20);
  const first = samples.findIndex((sample) => Math.abs(sample) > floor);
  const last = samples.findLastIndex((sample) => Math.abs(sample) > floor);
  return first < 0 ? new Float32Array(0) : samples.subarray(first, last + 1);
}

/** Root mean square over the half of the windows that are loudest: pauses do not make a voice quiet. */
function soundLoudness(samples: Float32Array): number {
  const length = TRUNK_RATE / 50;
  const powers = Array.from({ length: Math.ceil(samples.length / length) }, (_, i) => {
    const window = samples.subarray(i * length, (i + 1) * length);
    return window.reduce((sum, sample) => sum + sample * sample, 0) / window.length;
  }).sort((a, b) => b - a);
  const loud = powers.slice(0, Math.ceil(powers.length / 2));
  return loud.length === 0 ? 0 : Math.sqrt(loud.reduce((sum, power) => sum + power, 0) / loud.length);
}
