import { failed, ok, type Result } from '../../base/result.ts';
import type { EndReason, Handler } from '../call/call-id.ts';
import {
  isNewWish,
  knowsAll,
  noWishes,
  withWish,
  withWishes,
  type WishesKnown,
  type WishStamp,
} from '../call/gate-wish.ts';
import type { Failure } from '../failure.ts';

/** The line's own view of its one call. What happens to it is decided in main; this is only what the wire is doing. */
export type LineCall =
  | { phase: 'idle' }
  | { phase: 'dialling' | 'ringing' | 'offered'; callId: string; handler: Handler }
  /** `wishes`: what the screens have wished of the gates, as far as it was done. */
  | { phase: 'live'; callId: string; handler: Handler; wishes: WishesKnown }
  | { phase: 'ended'; callId: string };

/** Who asks for the gates: a person at a screen, directly, or main, out of what it `knows` of such wishes. */
export type GateMover = { by: 'screen'; wish: WishStamp } | { by: 'main'; knows: WishesKnown };

export type LineCallInput =
  | { type: 'dial'; callId: string; connected: boolean }
  /** A call has come in and rings here. */
  | { type: 'offer'; callId: string }
  /** Somebody here picks it up. */
  | { type: 'accept'; callId: string; handler: Handler }
  | { type: 'hangUp'; callId: string }
  | ({ type: 'setHandler'; callId: string; handler: Handler } & GateMover)
  | { type: 'rang' }
  | { type: 'pickedUp' }
  | { type: 'declined' }
  | { type: 'wasBusy' }
  | { type: 'ringTimePassed' }
  | { type: 'farEndHungUp' }
  | { type: 'farEndLost' };

/** What is to be done, in this order. */
export type LineCallAct =
  | { type: 'invite'; callId: string }
  | { type: 'pickUp'; callId: string }
  | { type: 'tellRinging'; callId: string }
  | { type: 'beginAudio'; callId: string; handler: Handler }
  /** `wish`: of a screen, which asked for it directly. */
  | { type: 'moveGates'; callId: string; handler: Handler; wish?: WishStamp }
  | { type: 'sayBye'; callId: string }
  | { type: 'endAudio'; callId: string; reason: EndReason };

export type LineCallStep = { call: LineCall; acts: LineCallAct[]; answer: Result<null, Failure> };

type UpCall = Extract<LineCall, { handler: Handler }>;

const isUp = (call: LineCall): call is UpCall => 'handler' in call;
const step = (call: LineCall, ...acts: LineCallAct[]): LineCallStep => ({ call, acts, answer: ok(null) });
const refuse = (call: LineCall, failure: Failure): LineCallStep => ({ call, acts: [], answer: failed(failure) });

function end(call: UpCall, reason: EndReason, bye: LineCallAct[] = []): LineCallStep {
  const { callId } = call;
  return step({ phase: 'ended', callId }, ...bye, { type: 'endAudio', callId, reason });
}

function dial(call: LineCall, input: Extract<LineCallInput, { type: 'dial' }>): LineCallStep {
  if (isUp(call)) return refuse(call, { kind: 'line-busy' });
  const { callId, connected } = input;
  if (!connected) return refuse(call, { kind: 'line-failed', detail: 'there is no trunk for this call' });
  return step({ phase: 'dialling', callId, handler: 'agent' }, { type: 'invite', callId });
}

function offer(call: LineCall, callId: string): LineCallStep {
  if (isUp(call)) return refuse(call, { kind: 'line-busy' });
  return step({ phase: 'offered', callId, handler: 'agent' });
}

/** The gates are where they shall be before anybody is heard. */
function accept(call: LineCall, input: Extract<LineCallInput, { type: 'accept' }>): LineCallStep {
  const { callId, handler } = input;
  if (call.phase !== 'offered' || call.callId !== callId)
    return refuse(call, { kind: 'not-found', what: `Call ${callId}` });
  return step({ phase: 'dialling', callId, handler }, { type: 'pickUp', callId });
}

function hangUp(call: LineCall, callId: string): LineCallStep {
  if (call.phase === 'idle' || call.callId !== callId)
    return refuse(call, { kind: 'not-found', what: `Call ${callId}` });
  if (!isUp(call)) return step(call);
  const whoHungUp = call.handler === 'human' ? 'human-hung-up' : 'agent-hung-up';
  return end(call, call.phase === 'live' ? whoHungUp : call.phase === 'offered' ? 'rejected' : 'cancelled', [
    { type: 'sayBye', callId },
  ]);
}

/** A person's wish is done once, and stands against whatever main had decided before it knew of it. */
function setHandler(call: LineCall, input: Extract<LineCallInput, { type: 'setHandler' }>): LineCallStep {
  const { callId, handler } = input;
  const wishes = call.phase === 'live' ? call.wishes : noWishes;
  if (!isUp(call) || call.callId !== callId || (input.by === 'screen' && call.phase !== 'live'))
    return refuse(call, { kind: 'not-found', what: `Call ${callId}` });
  if (input.by === 'screen') {
    const { wish } = input;
    if (!isNewWish(wishes, wish)) return step(call);
    return step(moved(call, handler, withWish(wishes, wish)), { type: 'moveGates', callId, handler, wish });
  }
  if (!knowsAll(input.knows, wishes)) return step(call);
  const next = moved(call, handler, withWishes(wishes, input.knows));
  return call.handler === handler ? step(next) : step(next, { type: 'moveGates', callId, handler });
}

const moved = (call: UpCall, handler: Handler, wishes: WishesKnown): UpCall =>
  call.phase === 'live' ? { ...call, handler, wishes } : { ...call, handler };

/** What the far end does; after the call is over, or before it began, that is of no consequence. */
function follow(call: LineCall, type: Exclude<LineCallInput, { callId: string }>['type']): LineCallStep {
  if (!isUp(call)) return step(call);
  const { callId, handler } = call;
  switch (type) {
    case 'rang':
      return call.phase === 'dialling'
        ? step({ ...call, phase: 'ringing' }, { type: 'tellRinging', callId })
        : step(call);
    case 'pickedUp':
      return call.phase === 'live'
        ? step(call)
        : step({ phase: 'live', callId, handler, wishes: noWishes }, { type: 'beginAudio', callId, handler });
    case 'declined':
      return call.phase === 'live' ? step(call) : end(call, 'rejected');
    case 'wasBusy':
      return call.phase === 'live' ? step(call) : end(call, 'busy');
    case 'ringTimePassed':
      return call.phase === 'live' ? step(call) : end(call, 'not-answered', [{ type: 'sayBye', callId }]);
    case 'farEndHungUp':
      if (call.phase === 'offered') return end(call, 'missed');
      return end(call, call.phase === 'live' ? 'caller-hung-up' : 'not-answered');
    case 'farEndLost':
      return end(call, call.phase === 'offered' ? 'missed' : 'failed');
  }
}

/** idle → dialling → ringing → live → ended, or idle → offered → dialling → live, and what each step asks for. Total: nothing that arrives late can harm. */
export function stepLineCall(call: LineCall, input: LineCallInput): LineCallStep {
  switch (input.type) {
    case 'dial':
      return dial(call, input);
    case 'offer':
      return offer(call, input.callId);
    case 'accept':
      return accept(call, input);
    case 'hangUp':
      return hangUp(call, input.callId);
    case 'setHandler':
      return setHandler(call, input);
    case 'rang':
    case 'pickedUp':
    case 'declined':
    case 'wasBusy':
    case 'ringTimePassed':
    case 'farEndHungUp':
    case 'farEndLost':
      return follow(call, input.type);
  }
}
