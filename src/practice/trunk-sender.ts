import type { Clock } from '../base/clock.ts';
import type { Port } from '../base/port.ts';
import type { Random } from '../base/random.ts';
import { encodeMuLaw } from '../domain/audio/mu-law.ts';
import type { TrunkMessage } from '../domain/practice/trunk-message.ts';

export const TRUNK_RATE = 8_000;
export const PACKET_MS = 20;
export const PACKET_SAMPLES = (TRUNK_RATE * PACKET_MS) / 1000;

export type Trunk = { noiseDb: number; jitterMs: number; lossPercent: number };

/**
 * What a telephone network does to a voice: adds the line's noise, makes µ-law packets of it, and delivers them late or
 * not at all. The same seed makes the same call. `speech` is 160 samples at 8 kHz, or nothing while the lead is silent.
 */
export function createTrunkSender(deps: { clock: Clock; random: Random; port: Port; trunk: Trunk }) {
  const { clock, random, port, trunk } = deps;
  const noise = createNoise(random, trunk.noiseDb);
  let seq = 0;

  return {
    send(speech: Int16Array | null) {
      const mixed = noise.next();
      if (speech) for (let i = 0; i < PACKET_SAMPLES; i++) mixed[i] = clip((mixed[i] ?? 0) + (speech[i] ?? 0));
      const packet: TrunkMessage = {
        type: 'packet',
        seq,
        timestamp: seq * PACKET_SAMPLES,
        payload: encodeMuLaw(mixed),
      };
      seq += 1;
      // Drawn in any case, so that a lost packet does not change the chance of all that follow.
      const lost = random() * 100 < trunk.lossPercent;
      const lateMs = random() * trunk.jitterMs;
      if (lost) return;
      if (lateMs < 1) port.post(packet);
      else clock.after(lateMs, () => port.post(packet));
    },
  };
}

/** White noise of so many dBFS, from a kept second of it: making it anew would cost more than all the rest. */
function createNoise(random: Random, db: number) {
  const scale = 32_768 * 10 ** (db / 20);
  const kept = Int16Array.from({ length: TRUNK_RATE }, () => clip(gaussian(random) * scale));
  return {
    next(): Int16Array {
      const from = Math.floor(random() * (kept.length - PACKET_SAMPLES));
      return kept.slice(from, from + PACKET_SAMPLES);
    },
  };
}

const gaussian = (random: Random) => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
const clip = (sample: number) => Math.max(-32_768, Math.min(32_767, Math.round(sample)));
