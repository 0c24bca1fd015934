import type { Clock } from '../../base/clock.ts';
import { pause } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { ok } from '../../base/result.ts';
import { fromWebPort } from '../../contract/channel.ts';
import { StreamOffer } from '../../contract/host.ts';
import { serveLine, type LineDevices, type LineSide } from '../../contract/line-side.ts';
import type { ExchangeEvent } from '../../domain/audio/exchange-command.ts';
import { rmsDb } from '../../domain/audio/level.ts';
import { floatFromPcm } from '../../domain/audio/pcm.ts';
import type { Failure } from '../../domain/failure.ts';
import type { TelephoneState } from '../../domain/telephony/telephone-state.ts';
import { createExchangeNode } from './media/exchange-node.ts';
import { createMicrophone, type Microphone } from './media/microphone.ts';
import { checkSound, checkSpeaker } from './media/sound-check.ts';
import { openSoundOutput, type SoundOutput } from './media/sound-output.ts';
import { createCarrierSound } from './media/carrier-sound.ts';
import { createTrouble } from './media/trouble.ts';
import { createStreamArrivals } from './stream-arrivals.ts';
import type { Line } from './telephony/line.ts';
import { trackPeerConnections } from './telephony/peer-connections.ts';
import { createPracticeLine } from './telephony/practice-line.ts';
import { createTelephone } from './telephony/telephone.ts';
import { createTwilioLine, type TwilioLine } from './telephony/twilio-line.ts';

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
    tell: (event: ExchangeEvent, failure?: Failure | null) => side?.tell(event, failure),
    telephone: (state: TelephoneState) => side?.telephone(state),
    tokenNeeded: () => side?.tokenNeeded(),
    offered: (call: { callId: string; from: string; to: string }) => side?.offered(call),
    legOpened: (of: Parameters<LineSide['legOpened']>[0]) => side?.legOpened(of),
    told: (callId: string, content: unknown) => side?.told(callId, content),
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
    if (event.type === 'carrierAsked') {
      twilio.asked(event);
      return;
    }
    if (event.type !== 'ended') {
      side.tell(event);
      return;
    }
    microphone.close();
    side.tell(event, twilio.failureOf(event.callId));
  });
  const sound = createCarrierSound(output.context, exchange.node);
  const peers = trackPeerConnections();
  const telephone = createTelephone({
    clock,
    media: { outgoing: sound.outgoing, PeerConnection: peers.PeerConnection },
    listener: { changed: side.telephone, tokenNeeded: side.tokenNeeded, incoming: (call) => void twilio.offer(call) },
  });
  window.addEventListener('online', telephone.again);
  const twilio: TwilioLine = createTwilioLine({
    ...side,
    clock,
    log,
    line,
    telephone,
    sound,
    closePeers: peers.closeAll,
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
            telephone: {
              register({ token }) {
                telephone.register(token);
                return ok(null);
              },
              async dial(callId, to) {
                const answer = await twilio.dial(callId, to);
                if (answer.ok) void microphone.open();
                return answer;
              },
              sendDigits: ({ callId, digits }) => twilio.sendDigits(callId, digits),
            },
            async ask(command) {
              if (command.type === 'dial') await trunks.wait(command.callId);
              const answer = await line.ask(command);
              const opens = command.type === 'dial' || command.type === 'accept';
              if (opens && answer.ok) void microphone.open();
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
