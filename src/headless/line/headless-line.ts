import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { createPortPair, type Port } from '../../base/port.ts';
import { failed, ok } from '../../base/result.ts';
import type { HostHandle } from '../../contract/host.ts';
import { serveLine, type LineDevices, type LineTelephone } from '../../contract/line-side.ts';
import { createExchange, type Exchange } from '../../domain/audio/exchange.ts';
import type { ExchangeEvent } from '../../domain/audio/exchange-command.ts';
import type { Failure } from '../../domain/failure.ts';
import { rmsDb } from '../../domain/audio/level.ts';
import { FRAME_SAMPLES, floatFromPcm } from '../../domain/audio/pcm.ts';
import { startTick, type Tick } from './tick.ts';

const NO_SOUND = { kind: 'sound-unavailable', detail: 'the line runs without a window' } as const;

const noTelephone = () =>
  failed<Failure>({ kind: 'refused', reason: 'There is no telephone without a window. Start the app.' });
const NO_TELEPHONE: LineTelephone = {
  register: noTelephone,
  dial: () => Promise.resolve(noTelephone()),
  sendDigits: noTelephone,
  test: noTelephone,
  cancelTest: () => ok(null),
};

function createDevices(exchange: Exchange, first: Int16Array | null): LineDevices {
  let loudness: number | null = null;
  const speakWith = (pcm: Int16Array | null) => {
    loudness = pcm ? rmsDb(floatFromPcm(pcm)) : null;
    exchange.command({ type: 'useMicrophoneFile', pcm });
  };
  speakWith(first);
  return {
    choose({ microphonePcm }) {
      speakWith(microphonePcm);
      return ok(null);
    },
    list: () => ok({ microphones: [], speakers: [] }),
    setVolume: () => ok(null),
    startLoopback: () => failed(NO_SOUND),
    stopLoopback: () => ok(null),
    check: () => ok({ microphoneDb: loudness, speaker: false, failure: NO_SOUND }),
  };
}

/**
 * The line in plain Node: the same exchange as in the window, driven by the clock it is given, with a sound file
 * (16 kHz samples, repeated) or silence for a microphone and nobody at the speaker.
 */
export function createHeadlessLine(deps: { clock: Clock; log: Log; microphone: Int16Array | null }): HostHandle<Port> {
  const { clock, log } = deps;
  const [mains, ours] = createPortPair();
  const exchange = createExchange({ tell: (event) => tell(event), now: () => clock.now() });
  const side = serveLine(ours, {
    log,
    devices: createDevices(exchange, deps.microphone),
    telephone: NO_TELEPHONE,
    ask(command) {
      const answer = exchange.command(command);
      if (command.type === 'dial' && answer.ok) begin();
      return Promise.resolve(answer);
    },
  });

  const silence = new Float32Array(FRAME_SAMPLES);
  const speaker = new Float32Array(FRAME_SAMPLES);
  let tick: Tick | undefined;
  const begin = () => {
    tick?.stop();
    tick = startTick(clock, () => {
      exchange.process(silence, speaker);
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
