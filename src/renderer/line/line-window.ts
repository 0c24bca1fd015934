import type { Clock } from '../../base/clock.ts';
import { pause } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { ok } from '../../base/result.ts';
import { fromWebPort } from '../../contract/channel.ts';
import { StreamOffer } from '../../contract/host.ts';
import { serveLine, type LineDevices, type LineSide } from '../../contract/line-side.ts';
import type { ExchangeEvent } from '../../domain/audio/exchange.ts';
import { rmsDb } from '../../domain/audio/level.ts';
import { floatFromPcm } from '../../domain/audio/pcm.ts';
import type { Failure } from '../../domain/failure.ts';
import { createExchangeNode } from './media/exchange-node.ts';
import { createMicrophone, type Microphone } from './media/microphone.ts';
import { checkSound, checkSpeaker } from './media/sound-check.ts';
import { openSoundOutput, type SoundOutput } from './media/sound-output.ts';
import { createTrouble } from './media/trouble.ts';
import { createStreamArrivals } from './stream-arrivals.ts';
import type { Line } from './telephony/line.ts';
import { createPracticeLine } from './telephony/practice-line.ts';

type Offer = { type: 'control' } | { type: 'gate' } | StreamOffer;

function asOffer(message: unknown): Offer | undefined {
  const type = (message as { type?: unknown } | null)?.type;
  if (type === 'control' || type === 'gate') return { type };
  const stream = StreamOffer.safeParse(message);
  return stream.success ? stream.data : undefined;
}

const labelled = (devices: MediaDeviceInfo[], kind: MediaDeviceKind) =>
  devices
    .filter((device) => device.kind === kind)
    .map(({ deviceId, label }) => ({ id: deviceId, label: label || 'Unnamed device' }));

type Desk = {
  line: Line;
  microphone: Microphone;
  output: SoundOutput;
  clock: Clock;
  fileDb: { value: number | null };
  tellMicrophone: () => void;
};

function createDevices({ line, microphone, output, clock, fileDb, tellMicrophone }: Desk): LineDevices {
  return {
    async choose({ microphoneId, speakerId, microphonePcm }) {
      fileDb.value = microphonePcm ? rmsDb(floatFromPcm(microphonePcm)) : null;
      await line.ask({ type: 'useMicrophoneFile', pcm: microphonePcm });
      await microphone.choose(microphoneId);
      tellMicrophone();
      await output.choose(speakerId);
      return ok(null);
    },
    async list() {
      const devices = await navigator.mediaDevices.enumerateDevices();
      return ok({ microphones: labelled(devices, 'audioinput'), speakers: labelled(devices, 'audiooutput') });
    },
    async check() {
      if (fileDb.value !== null) return ok({ microphoneDb: fileDb.value, ...checkSpeaker(output) });
      return ok(
        await checkSound({
          output,
          microphoneInto: (target) => createMicrophone({ context: output.context, target, tried: () => {} }),
          pause: (ms) => pause(clock, ms),
        }),
      );
    },
  };
}

/** Failures are kept until main is there to hear of them. */
function createSide() {
  const early: ((side: LineSide) => void)[] = [];
  let side: LineSide | undefined;
  return {
    connect(next: LineSide) {
      side = next;
      for (const tell of early.splice(0)) tell(next);
    },
    tell: (event: ExchangeEvent) => side?.tell(event),
    degraded(failure: Failure) {
      if (side) side.degraded(failure);
      else early.push((later) => later.degraded(failure));
    },
    recovered(failure: Failure) {
      if (side) side.recovered(failure);
      else early.push((later) => later.recovered(failure));
    },
  };
}

function repeatEvery(clock: Clock, ms: number, run: () => void): void {
  clock.after(ms, () => {
    run();
    repeatEvery(clock, ms, run);
  });
}

/**
 * The hidden window that is the telephone: one audio context, one worklet that holds the whole call, the desk's
 * microphone and speaker. Answers a function that takes what the preload hands in: main's control port, the screen's
 * gate port, and the streams of a call, which go straight on into the audio thread.
 */
export async function openLineWindow(deps: {
  clock: Clock;
  log: Log;
}): Promise<(message: unknown, port: MessagePort) => void> {
  const { clock, log } = deps;
  const side = createSide();
  const output = await openSoundOutput({ listener: side, every: (ms, run) => repeatEvery(clock, ms, run) });
  const exchange = await createExchangeNode(output.context);
  const fileDb: { value: number | null } = { value: null };
  const microphoneTrouble = createTrouble(side);
  // Whoever speaks with a file needs no microphone.
  const tellMicrophone = () => microphoneTrouble(fileDb.value === null ? microphone.failure : null);
  const microphone = createMicrophone({ context: output.context, target: exchange.node, tried: tellMicrophone });
  const line = createPracticeLine(exchange, (event) => {
    if (event.type === 'ended') microphone.close();
    side.tell(event);
  });
  const trunks = createStreamArrivals(clock);
  const devices = createDevices({ line, microphone, output, clock, fileDb, tellMicrophone });

  return (message, port) => {
    const offer = asOffer(message);
    switch (offer?.type) {
      case 'stream':
        line.give(offer, port);
        if (offer.stream === 'trunk') trunks.arrived(offer.callId);
        return;
      case 'gate':
        line.obey(port);
        return;
      case 'control':
        side.connect(
          serveLine(fromWebPort(port), {
            log,
            devices,
            async ask(command) {
              if (command.type === 'dial') await trunks.wait(command.callId);
              const answer = await line.ask(command);
              if (command.type === 'dial' && answer.ok) void microphone.open();
              return answer;
            },
          }),
        );
        return;
      case undefined:
        log.warn('port refused', { says: 'the line was handed a port it does not know' });
    }
  };
}
