/** Everything inside the machine is mono PCM at this rate; only the telephone's own packets are 8 kHz µ-law. */
export const SAMPLE_RATE = 16_000;
export const FRAME_MS = 20;
export const FRAME_SAMPLES = (SAMPLE_RATE * FRAME_MS) / 1000;

/**
 * 20 ms of one side of a call. `seq` counts up by one; frame `seq` covers the line clock's samples
 * [seq · 320, (seq + 1) · 320). Copied, never transferred: Electron's ports lose transferred buffers.
 */
export type PcmFrame = { readonly seq: number; readonly pcm: Int16Array };

/** A position on the line's clock: samples at 16 kHz since the line was opened. */
export const samplesToMs = (samples: number): number => (samples * 1000) / SAMPLE_RATE;
export const msToSamples = (ms: number): number => Math.round((ms * SAMPLE_RATE) / 1000);

export function floatFromPcm(pcm: Int16Array): Float32Array {
  const out = new Float32Array(pcm.length);
  for (let i = 0; i < pcm.length; i++) out[i] = (pcm[i] ?? 0) / 32768;
  return out;
}

/** The exact way back from `floatFromPcm`; what is too loud is clipped. */
export function pcmFromFloat(samples: Float32Array): Int16Array {
  const out = new Int16Array(samples.length);
  for (let i = 0; i < samples.length; i++) {
    out[i] = Math.max(-32768, Math.min(32767, Math.round((samples[i] ?? 0) * 32768)));
  }
  return out;
}
