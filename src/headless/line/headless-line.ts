import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { createPortPair, type Port } from '../../base/port.ts';
import { ok } from '../../base/result.ts';
import type { HostHandle } from '../../contract/host.ts';
import { serveLine, type LineDevices } from '../../contract/line-side.ts';
import { createExchange, type ExchangeEvent } from '../../domain/audio/exchange.ts';
import { rmsDb } from '../../domain/audio/level.ts';
import { FRAME_SAMPLES, floatFromPcm } from '../../domain/audio/pcm.ts';
import { startTick, type Tick } from './tick.ts';

const NO_SOUND = { kind: 'sound-unavailable', detail: 'the line runs without a window' } as const;

/** A sound that is played again and again, 20 ms at a time; silence where there is none. */
function createLoop() {
  let samples: Float32Array = new Float32Array(0);
  let at = 0;
  return {
    replace(pcm: Int16Array | null) {
      samples = pcm ? floatFromPcm(pcm) : new Float32Array(0);
      at = 0;
    },
    read(block: Float32Array) {
      for (let i = 0; i < block.length; i++) {
        block[i] = samples.length === 0 ? 0 : samples[at]!;
        at = samples.length === 0 ? 0 : (at + 1) % samples.length;
      }
    },
    loudness: () => (samples.length === 0 ? null : rmsDb(samples)),
  };
}

function createDevices(microphone: ReturnType<typeof createLoop>): LineDevices {
  return {
    choose({ microphonePcm }) {
      microphone.replace(microphonePcm);
      return ok(null);
    },
    list: () => ok({ microphones: [], speakers: [] }),
    check: () => ok({ microphoneDb: microphone.loudness(), speaker: false, failure: NO_SOUND }),
  };
}

/**
 * The line in plain Node: the same exchange as in the window, driven by the clock it is given, with a sound file
 * (16 kHz samples, repeated) or silence for a microphone and nobody at the speaker.
 */
export function createHeadlessLine(deps: { clock: Clock; log: Log; microphone: Int16Array | null }): HostHandle<Port> {
  const { clock, log } = deps;
  const [mains, ours] = createPortPair();
  const microphone = createLoop();
  microphone.replace(deps.microphone);
  const exchange = createExchange({ tell: (event) => tell(event) });
  const side = serveLine(ours, {
    log,
    devices: createDevices(microphone),
    ask(command) {
      const answer = exchange.command(command);
      if (command.type === 'dial' && answer.ok) begin();
      return Promise.resolve(answer);
    },
  });

  const heard = new Float32Array(FRAME_SAMPLES);
  const speaker = new Float32Array(FRAME_SAMPLES);
  let tick: Tick | undefined;
  const begin = () => {
    tick?.stop();
    tick = startTick(clock, () => {
      microphone.read(heard);
      exchange.process(heard, speaker);
    });
  };
  const end = (callId: string) => {
    if (!tick) return;
    tick.stop();
    log.info('line closed', { callId, ...tick.lateness() });
    tick = undefined;
  };
  const tell = (event: ExchangeEvent) => {
    if (event.type === 'ended') end(event.callId);
    side.tell(event);
  };

  let gone: (code: number | null) => void = () => {};
  const exited = new Promise<number | null>((resolve) => {
    gone = resolve;
  });
  return {
    control: mains,
    give: (offer, port) => exchange.attach(offer, port),
    exited,
    kill() {
      tick?.stop();
      exchange.close();
      ours.close();
      gone(null);
    },
  };
}
