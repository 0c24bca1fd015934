import type { FarEnd } from '../audio/far-end.ts';
import { createJitterBuffer } from '../audio/jitter-buffer.ts';
import { decodeMuLaw, encodeMuLaw } from '../audio/mu-law.ts';
import { FRAME_SAMPLES, floatFromPcm, pcmFromFloat, samplesToMs } from '../audio/pcm.ts';
import { createDownsampler, createUpsampler } from '../audio/telephone-rate.ts';
import type { TrunkMessage } from './trunk-message.ts';

const PACKET_SAMPLES = 160;

/** What the far end does to the call, sound aside. */
export type TrunkSignal =
  | { type: 'ringing' }
  | { type: 'answered' }
  | { type: 'declined' }
  | { type: 'digit'; digit: string }
  | { type: 'bye' };

/** Each `pull` moves this end's clock on; a packet leaves with every 20 ms that are pushed. */
export type TrunkEnd = FarEnd & { receive(message: TrunkMessage): void };

/**
 * Our end of the practice trunk: all sound goes through 8 kHz µ-law packets, and comes through a jitter buffer, so that
 * nothing is easier than on a telephone. Time is what is pulled and pushed; the far end paces itself.
 */
export function createTrunkEnd(deps: {
  send: (message: TrunkMessage) => void;
  onSignal: (signal: TrunkSignal) => void;
  /** Real time in ms, by which arrivals are dated: while the audio thread is held up its own clock stands still. */
  now: () => number;
}): TrunkEnd {
  const ear = createEar(deps.now);
  const mouth = createMouth(deps.send);
  return {
    invite: (callId) => deps.send({ type: 'invite', callId }),
    // A lead in practice is called and does not call.
    accept: () => {},
    hangUp: () => deps.send({ type: 'bye' }),
    receive(message) {
      if (message.type === 'packet') ear.receive(message);
      else if (message.type !== 'invite') deps.onSignal(message);
    },
    pull: ear.pull,
    push: mouth,
    framesLost: ear.framesLost,
  };
}

/** More than this between the two clocks is a machine that slept, or a clock that was set. */
const MOST_APART_MS = 2_000;

/** Dates arrivals on the scale of what was pulled: real time, aligned so that no pull is ever early. */
function createArrivalClock(now: () => number) {
  let zero = Infinity;
  return {
    pulling(atMs: number) {
      const ahead = now() - zero - atMs;
      if (ahead < 0 || ahead > MOST_APART_MS) zero = now() - atMs;
    },
    date: (pulledMs: number) => (zero === Infinity ? pulledMs : Math.min(now() - zero, pulledMs + MOST_APART_MS)),
  };
}

function createEar(now: () => number) {
  const clock = createArrivalClock(now);
  const jitter = createJitterBuffer();
  const upsample = createUpsampler();
  let frame: Float32Array = new Float32Array(FRAME_SAMPLES);
  let used = FRAME_SAMPLES;
  let pulled = 0;
  let damaged = 0;
  return {
    receive(packet: Extract<TrunkMessage, { type: 'packet' }>) {
      const whole = packet.payload.length === PACKET_SAMPLES;
      if (!whole || !Number.isInteger(packet.seq) || !Number.isFinite(packet.timestamp)) {
        damaged++;
        return;
      }
      const sound = floatFromPcm(decodeMuLaw(packet.payload));
      jitter.push({ seq: packet.seq, timestamp: packet.timestamp, frame: sound }, clock.date(samplesToMs(pulled)));
    },
    pull(incoming: Float32Array) {
      clock.pulling(samplesToMs(pulled));
      for (let from = 0; from < incoming.length;) {
        if (used === FRAME_SAMPLES) {
          frame = upsample(jitter.pull(samplesToMs(pulled)));
          used = 0;
        }
        const count = Math.min(incoming.length - from, FRAME_SAMPLES - used);
        incoming.set(frame.subarray(used, used + count), from);
        from += count;
        used += count;
        pulled += count;
      }
    },
    framesLost() {
      const { lost, stretched } = jitter.counts();
      return lost + stretched + damaged;
    },
  };
}

function createMouth(send: (message: TrunkMessage) => void) {
  const downsample = createDownsampler();
  const frame = new Float32Array(FRAME_SAMPLES);
  let filled = 0;
  let seq = 0;
  return (outgoing: Float32Array) => {
    for (let from = 0; from < outgoing.length;) {
      const count = Math.min(outgoing.length - from, FRAME_SAMPLES - filled);
      frame.set(outgoing.subarray(from, from + count), filled);
      from += count;
      filled += count;
      if (filled < FRAME_SAMPLES) continue;
      filled = 0;
      const payload = encodeMuLaw(pcmFromFloat(downsample(frame)));
      send({ type: 'packet', seq, timestamp: seq * PACKET_SAMPLES, payload });
      seq++;
    }
  };
}
