import type { Log } from '../base/log.ts';
import type { Port } from '../base/port.ts';
import { ok, type Result } from '../base/result.ts';
import type { ExchangeCommand, ExchangeEvent } from '../domain/audio/exchange.ts';
import type { Failure } from '../domain/failure.ts';
import type { Handlers, Server } from './define.ts';
import { lineContract } from './line.ts';
import { serve } from './wire.ts';

type LineHandlers = Handlers<typeof lineContract>;

/** What only the place where a line runs can do: its microphones and speakers. */
export type LineDevices = {
  choose: LineHandlers['devices.choose'];
  list: LineHandlers['devices.list'];
  check: LineHandlers['sound.check'];
};

export type LineSide = {
  tell(event: ExchangeEvent): void;
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
    log: Log;
  },
): LineSide {
  const { ask, devices, log } = deps;
  const done = async (command: ExchangeCommand): Promise<Result<null, Failure>> => {
    const answer = await ask(command);
    return answer.ok ? ok(null) : answer;
  };
  const server = serve(port, lineContract, {
    log,
    handlers: {
      'call.dial': ({ callId }) => done({ type: 'dial', callId }),
      'call.hangUp': ({ callId }) => done({ type: 'hangUp', callId }),
      'gates.set': ({ callId, handler }) => ask({ type: 'setHandler', callId, handler, by: 'main' }),
      'clip.play': ({ callId }) => done({ type: 'playClip', callId }),
      'clip.keep': ({ pcm }) => done({ type: 'keepClip', pcm }),
      'devices.choose': devices.choose,
      'devices.list': devices.list,
      'sound.check': devices.check,
    },
  });
  return {
    tell: (event) => {
      emit(server, event);
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
function emit(server: Server<typeof lineContract>, event: ExchangeEvent): void {
  switch (event.type) {
    case 'ringing':
      server.emit('call.ringing', event);
      return;
    case 'answered':
      server.emit('call.answered', event);
      return;
    case 'ended':
      server.emit('call.ended', event);
      return;
    case 'handlerChanged':
      server.emit('gates.changed', event);
      return;
    case 'clipPlayed':
      server.emit('clip.played', { ...event, clip: 'bridge' });
      return;
    case 'digit':
      server.emit('digit.received', event);
      return;
    case 'measured':
      server.emit('audio.measured', event);
  }
}
