import type { Port } from '../../../src/base/port.ts';
import { floatFromPcm, FRAME_SAMPLES, pcmFromFloat } from '../../../src/domain/audio/pcm.ts';
import { createTrunkEnd } from '../../../src/domain/practice/trunk-end.ts';
import type { TrunkMessage } from '../../../src/domain/practice/trunk-message.ts';
import type { EdgeCall } from '../twilio-edge/edge-call.ts';

const DECLINED = { code: 31603, message: 'Decline' };
/** The edge has 48 kHz, a trunk's end 16. */
const TIMES = 3;

/**
 * Ties a leg of the edge to a lead's trunk, as a carrier's gateway does: the lead's packets go through the gateway's
 * jitter buffer into the WebRTC side, and what comes from there goes to the lead as packets. It rings with early media,
 * because the functions that the set-up makes dial with answerOnBridge. Keys that the lead presses are not carried.
 */
export function connectTrunk(call: EdgeCall, trunk: Port): void {
  let media: Promise<void> = Promise.resolve();
  const end = createTrunkEnd({
    send: (message) => trunk.post(message),
    now: () => performance.now(),
    onSignal({ type }) {
      if (type === 'ringing') media = call.earlyMedia();
      if (type === 'answered') void media.then(() => call.answer());
      if (type === 'declined') void call.hangUp(DECLINED);
      if (type === 'bye') void call.hangUp();
    },
  });
  trunk.onMessage((message) => end.receive(message as TrunkMessage));
  const tripled = createTripler();
  const frame = new Float32Array(FRAME_SAMPLES);
  call.playFrom(() => {
    end.pull(frame);
    return pcmFromFloat(tripled(frame));
  });
  call.onHeard(({ pcm }) => {
    const heard = floatFromPcm(pcm);
    end.push(Float32Array.from({ length: heard.length / TIMES }, (_, i) => heard[i * TIMES]!));
  });
  void call.once('ended').then(() => {
    end.hangUp(call.sid);
  });
  end.invite(call.sid);
}

/** Streaming 16 → 48 kHz by straight lines: a telephone's voice ends at 4 kHz, far below what they distort. */
function createTripler(): (frame: Float32Array) => Float32Array {
  let before = 0;
  return (frame) => {
    const out = new Float32Array(frame.length * TIMES);
    for (const [i, sample] of frame.entries()) {
      for (let step = 1; step <= TIMES; step++) out[i * TIMES + step - 1] = before + ((sample - before) * step) / TIMES;
      before = sample;
    }
    return out;
  };
}
