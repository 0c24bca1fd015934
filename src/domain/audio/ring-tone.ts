/** A round of the ring: two warbles, then rest. Unlike the ringing tone of a call that goes out, so that no ear mixes them up. */
const ROUND_MS = 3_000;
const WARBLES = [
  { fromMs: 0, toMs: 400 },
  { fromMs: 600, toMs: 1_000 },
] as const;
const PITCHES_HZ = [659.3, 880] as const;
const PITCH_MS = 50;
const FADE_MS = 10;
const LOUDNESS = 0.2;

/** What rings at the desk while a call is offered: three seconds of sound in [-1, 1] that can be played round and round. */
export function ringTone(sampleRate: number): Float32Array {
  const tone = new Float32Array(Math.round((ROUND_MS / 1_000) * sampleRate));
  for (const { fromMs, toMs } of WARBLES) {
    let phase = 0;
    const from = Math.round((fromMs / 1_000) * sampleRate);
    const to = Math.round((toMs / 1_000) * sampleRate);
    for (let at = from; at < to; at++) {
      const ms = ((at - from) / sampleRate) * 1_000;
      const pitch = PITCHES_HZ[Math.floor(ms / PITCH_MS) % PITCHES_HZ.length] ?? PITCHES_HZ[0];
      phase += (2 * Math.PI * pitch) / sampleRate;
      tone[at] = LOUDNESS * Math.min(1, ms / FADE_MS, (toMs - fromMs - ms) / FADE_MS) * Math.sin(phase);
    }
  }
  return tone;
}
