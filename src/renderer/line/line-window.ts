import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { failed, ok } from '../../base/result.ts';
import { fromWebPort } from '../../contract/channel.ts';
import { StreamOffer } from '../../contract/host.ts';
import { serveLine, type LineSide } from '../../contract/line-side.ts';
import type { ExchangeEvent } from '../../domain/audio/exchange-command.ts';
import type { Failure } from '../../domain/failure.ts';
import type { ConnectionProgress, LoopbackLevels } from '../../domain/telephony/connection-report.ts';
import type { TelephoneState } from '../../domain/telephony/telephone-state.ts';
import { createDeskDevices } from './desk-devices.ts';
import { createKnownDevices } from './media/device-names.ts';
import { createExchangeNode } from './media/exchange-node.ts';
import { createLoopback } from './media/loopback.ts';
import { createMicrophone } from './media/microphone.ts';
import { openSoundOutput } from './media/sound-output.ts';
import { createCarrierSound } from './media/carrier-sound.ts';
import { openTestSound } from './media/test-sound.ts';
import { createTrouble } from './media/trouble.ts';
import { watchHuman } from './watch-human.ts';
import { createStreamArrivals } from './stream-arrivals.ts';
import { trackPeerConnections } from './telephony/peer-connections.ts';
import { createPracticeLine } from './telephony/practice-line.ts';
import { createTelephone, type IncomingCall } from './telephony/telephone.ts';
import { createConnectionTest } from './telephony/test-connection.ts';
import { createTwilioLine, type TwilioLine } from './telephony/twilio-line.ts';

type Offer = { type: 'control' } | { type: 'gate' } | StreamOffer;

function asOffer(message: unknown): Offer | undefined {
  const type = (message as { type?: unknown } | null)?.type;
  if (type === 'control' || type === 'gate') return { type };
  const stream = StreamOffer.safeParse(message);
  return stream.success ? stream.data : undefined;
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
    loopbackMeasured: (levels: LoopbackLevels) => side?.loopbackMeasured(levels),
    loopbackEnded: () => side?.loopbackEnded(),
    connectionProgressed: (progress: ConnectionProgress) => side?.connectionProgressed(progress),
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
  const known = createKnownDevices();
  const every = (ms: number, run: () => void) => repeatEvery(clock, ms, run);
  const output = await openSoundOutput({ listener: side, devices: known, every });
  const exchange = await createExchangeNode(output.context, output.desk);
  const fileDb: { value: number | null } = { value: null };
  const microphoneTrouble = createTrouble(side);
  // Whoever speaks with a file needs no microphone.
  const tellMicrophone = () => microphoneTrouble(fileDb.value === null ? microphone.failure : null);
  const microphone = createMicrophone({
    context: output.context,
    target: exchange.node,
    devices: known,
    tried: tellMicrophone,
  });
  const human = watchHuman();
  const line = createPracticeLine(exchange, (event) => {
    human.note(event);
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
    listener: { changed: side.telephone, tokenNeeded: side.tokenNeeded, incoming },
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
    humanUnheard: human.unheard,
  });
  const trunks = createStreamArrivals(clock);
  const loopback = createLoopback({
    output,
    clock,
    listener: { measured: side.loopbackMeasured, ended: side.loopbackEnded },
  });
  const test = createConnectionTest({ clock, progressed: side.connectionProgressed });
  /** A call comes before every test. */
  const callBegins = () => {
    loopback.stop();
    test.stop('call');
  };
  function incoming(call: IncomingCall): void {
    callBegins();
    void twilio.offer(call);
  }
  const devices = createDeskDevices({
    line,
    microphone,
    output,
    devices: known,
    loopback,
    clock,
    fileDb,
    tellMicrophone,
    callIsUp: () => twilio.isUp,
  });

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
                callBegins();
                const answer = await twilio.dial(callId, to);
                if (answer.ok) void microphone.open();
                return answer;
              },
              sendDigits: ({ callId, digits }) => twilio.sendDigits(callId, digits),
              test(wish) {
                if (twilio.isUp) return failed({ kind: 'line-busy' });
                loopback.stop();
                const { withVoice } = wish;
                return test.run(wish, () => openTestSound(output, { withVoice, microphoneId: microphone.chosen }));
              },
              cancelTest() {
                test.stop('asked');
                return ok(null);
              },
            },
            async ask(command) {
              if (command.type === 'dial') callBegins();
              if (command.type === 'dial') await trunks.wait(command.callId);
              if (command.type === 'accept') human.pickedUp(command.handler);
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
