import OpusScript from 'opusscript';

/** One direction of one stream: Int16 mono at `rate` in and out. `clock` is the RTP clock in Hz. */
export type Codec = {
  rate: 8000 | 48000;
  clock: number;
  encode(pcm: Int16Array): Buffer;
  decode(payload: Buffer): Int16Array;
  close(): void;
};

/** RFC 7587. Each direction needs its own: the coder remembers what came before. */
export function createOpus(): Codec {
  const opus = new OpusScript(48000, 1, OpusScript.Application.VOIP);
  return {
    rate: 48000,
    clock: 48000,
    encode: (pcm) => opus.encode(Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength), pcm.length),
    decode: (payload) => {
      const bytes = opus.decode(payload);
      return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    },
    close: () => opus.delete(),
  };
}

const BIAS = 0x84;

function linearOf(code: number): number {
  const bits = ~code & 0xff;
  const magnitude = (((bits & 0x0f) << 3) + BIAS) << ((bits & 0x70) >> 4);
  return bits & 0x80 ? BIAS - magnitude : magnitude - BIAS;
}

function muLawOf(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), 32635) + BIAS;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
}

/** ITU-T G.711 µ-law. */
export const createPcmu = (): Codec => ({
  rate: 8000,
  clock: 8000,
  encode: (pcm) => Buffer.from(Array.from(pcm, muLawOf)),
  decode: (payload) => Int16Array.from(payload, linearOf),
  close: () => undefined,
});

/** Between 8000 and 48000 Hz by straight lines: good enough to find a tone again. */
export function resample(pcm: Int16Array, from: number, to: number): Int16Array {
  if (from === to) return pcm;
  const at = (index: number) => {
    const place = (index * from) / to;
    const before = Math.floor(place);
    const left = pcm[before] ?? 0;
    return left + ((pcm[before + 1] ?? left) - left) * (place - before);
  };
  return Int16Array.from({ length: Math.floor((pcm.length * to) / from) }, (_, index) => Math.round(at(index)));
}

/** Loudness in dB of full scale; silence is -Infinity. */
export function loudness(pcm: Int16Array): number {
  const sum = pcm.reduce((total, sample) => total + sample * sample, 0);
  return 20 * Math.log10(Math.sqrt(sum / Math.max(1, pcm.length)) / 32768);
}
