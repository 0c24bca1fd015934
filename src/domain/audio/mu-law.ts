// G.711 µ-law (ITU-T G.711, 1988): one byte for a 14-bit sample, both ways by table.
const BIAS = 132;
const CLIP = 32_635;

function decodeByte(byte: number): number {
  const bits = ~byte & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + BIAS) << ((bits >> 4) & 7)) - BIAS;
  return bits & 0x80 ? -magnitude : magnitude;
}

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const biased = Math.min(Math.abs(sample), CLIP) + BIAS;
  const exponent = 31 - Math.clz32(biased >> 7);
  return ~(sign | (exponent << 4) | ((biased >> (exponent + 3)) & 0x0f)) & 0xff;
}

const DECODED = Int16Array.from({ length: 256 }, (_, byte) => decodeByte(byte));

/** µ-law bytes of 16-bit samples, one byte each. */
export function encodeMuLaw(pcm: Int16Array): Uint8Array {
  const out = new Uint8Array(pcm.length);
  for (let i = 0; i < pcm.length; i++) out[i] = encodeSample(pcm[i] ?? 0);
  return out;
}

/** 16-bit samples of µ-law bytes. */
export function decodeMuLaw(bytes: Uint8Array): Int16Array {
  const out = new Int16Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) out[i] = DECODED[bytes[i] ?? 0xff] ?? 0;
  return out;
}
