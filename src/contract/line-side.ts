import type { Log } from '../base/log.ts';
import type { Port } from '../base/port.ts';
import { ok, type Result } from '../base/result.ts';
import type { ExchangeCommand, ExchangeEvent } from '../domain/audio/exchange-command.ts';
import type { Leg } from '../domain/call/call-id.ts';
import type { Failure } from '../domain/failure.ts';
import type { ConnectionProgress, LoopbackLevels } from '../domain/telephony/connection-report.ts';
import type { TelephoneState } from '../domain/telephony/telephone-state.ts';
import type { Handlers, Server } from './define.ts';
import { type DialTarget, lineContract } from './line.ts';
import { serve } from './wire.ts';

type LineHandlers = Handlers<typeof lineContract>;

/** What only the place where a line runs can do: its microphones and speakers. */
export type LineDevices = {
  choose: LineHandlers['devices.choose'];
  list: LineHandlers['devices.list'];
  setVolume: LineHandlers['volume.set'];
  check: LineHandlers['sound.check'];
  startLoopback: LineHandlers['loopback.start'];
  stopLoopback: LineHandlers['loopback.stop'];
};

/** What only a line that a carrier serves can do. */
export type LineTelephone = {
  register: LineHandlers['telephone.register'];
  dial(callId: string, to: Extract<DialTarget, { line: 'telephone' }>): Promise<Result<null, Failure>>;
  sendDigits: LineHandlers['digits.send'];
  test: LineHandlers['connection.test'];
  cancelTest: LineHandlers['connection.cancel'];
};

export type LineSide = {
  tell(event: ExchangeEvent, failure?: Failure | null): void;
  telephone(state: TelephoneState): void;
  tokenNeeded(): void;
  offered(call: { callId: string; from: string; to: string }): void;
  legOpened(of: { callId: string; leg: Leg; callSid: string }): void;
  /** What the carrier's function says of a call; unparsed. */
  told(callId: string, content: unknown): void;
  loopbackMeasured(levels: LoopbackLevels): void;
  loopbackEnded(): void;
  connectionProgressed(progress: ConnectionProgress): void;
  degraded(failure: Failure): void;
  /** What was told of is over. */
  recovered(failure: Failure): void;
};

/** How a line answers its contract, wherever its exchange runs: in the same thread, or behind a worklet's port. */
export function serveLine(
  port: Port,
  deps: {
    ask: (command: ExchangeCommand) => Promise<Result<{ lineMs: number }, Failure>>;
    devices: LineDevices;
    telephone: LineTelephone;
    log: Log;
  },
): LineSide {
  const { ask, devices, telephone, log } = deps;
  const done = async (command: ExchangeCommand): Promise<Result<null, Failure>> => {
    const answer = await ask(command);
    return answer.ok ? ok(null) : answer;
  };
  const server = serve(port, lineContract, {
    log,
    handlers: {
      'call.dial': ({ callId, to }) =>
        to.line === 'telephone' ? telephone.dial(callId, to) : done({ type: 'dial', callId, over: 'trunk' }),
      'call.accept': ({ callId, handler }) => done({ type: 'accept', callId, handler }),
      'digits.send': telephone.sendDigits,
      'telephone.register': telephone.register,
      'call.hangUp': ({ callId }) => done({ type: 'hangUp', callId }),
      'gates.set': (input) => ask({ type: 'setHandler', by: 'main', ...input }),
      'microphone.mute': ({ callId, muted }) => done({ type: 'mute', callId, muted }),
      'clip.play': ({ callId }) => done({ type: 'playClip', callId }),
      'clip.keep': ({ pcm }) => done({ type: 'keepClip', pcm }),
      'devices.choose': devices.choose,
      'devices.list': devices.list,
      'volume.set': devices.setVolume,
      'sound.check': devices.check,
      'loopback.start': devices.startLoopback,
      'loopback.stop': devices.stopLoopback,
      'connection.test': telephone.test,
      'connection.cancel': telephone.cancelTest,
    },
  });
  return {
    tell: (event, failure = null) => {
      emit(server, event, failure);
    },
    telephone: (state) => {
      server.emit('telephone.changed', state);
    },
    tokenNeeded: () => {
      server.emit('telephone.tokenNeeded', null);
    },
    offered: (call) => {
      server.emit('call.offered', call);
    },
    legOpened: (of) => {
      server.emit('leg.opened', of);
    },
    told: (callId, content) => {
      server.emit('carrier.told', { callId, content });
    },
    loopbackMeasured: (levels) => {
      server.emit('loopback.measured', levels);
    },
    loopbackEnded: () => {
      server.emit('loopback.ended', null);
    },
    connectionProgressed: (progress) => {
      server.emit('connection.progressed', progress);
    },
    degraded: (failure) => {
      server.emit('part.degraded', { failure });
    },
    recovered: (failure) => {
      server.emit('part.recovered', { failure });
    },
  };
}

/** The same facts under the contract's names; what the contract does not name is dropped where it is parsed. */
function emit(server: Server<typeof lineContract>, event: ExchangeEvent, failure: Failure | null): void {
  switch (event.type) {
    case 'ringing':
      server.emit('call.ringing', event);
      return;
    case 'answered':
      server.emit('call.answered', event);
      return;
    case 'ended':
      server.emit('call.ended', { ...event, ...(failure ? { failure } : {}) });
      return;
    case 'handlerChanged':
      server.emit('gates.changed', event);
      return;
    case 'microphoneMuted':
      server.emit('microphone.muted', event);
      return;
    case 'clipPlayed':
      server.emit('clip.played', { ...event, clip: 'bridge' });
      return;
    case 'digit':
      server.emit('digit.received', event);
      return;
    case 'measured':
      server.emit('audio.measured', event);
      return;
    case 'carrierAsked':
      // Between the exchange and whoever speaks with the carrier.
      return;
  }
}
