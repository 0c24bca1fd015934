import { failed, ok, type Result } from '../../base/result.ts';
import type { CallEvent } from '../../domain/call/call-event.ts';
import type { Handler } from '../../domain/call/call-id.ts';
import { callIdOf, type CallState } from '../../domain/call/call-state.ts';
import type { WishStamp } from '../../domain/call/gate-wish.ts';
import type { Failure } from '../../domain/failure.ts';

export type CallWishes = {
  /** `wish`: of a screen, which has told the line directly as well. */
  takeOver(callId: string, wish?: WishStamp): Result<null, Failure>;
  handBack(callId: string, wish?: WishStamp): Result<null, Failure>;
  /** Whether the caller hears the human who has the call. */
  mute(callId: string, muted: boolean): Result<null, Failure>;
  /** Answers the name under which the snapshot tells what became of it. */
  whisper(callId: string, text: string): Result<{ whisperId: string }, Failure>;
  /** Picks up a call that is offered. */
  answer(callId: string, handler: Handler): Result<null, Failure>;
  hangUp(callId: string, by?: 'human' | 'app'): Result<null, Failure>;
  dismiss(callId: string): Result<null, Failure>;
};

const refuse = (reason: string) => failed<Failure>({ kind: 'refused', reason });

/** A person's wishes about the call. Those that mean nothing at present are refused in words; `reduceCall` ignores them too. */
export function createCallWishes({
  state,
  push,
}: {
  state: () => CallState;
  push(event: CallEvent): void;
}): CallWishes {
  const other = (callId: string) => callIdOf(state()) !== callId;
  let whispers = 0;
  const gone = () => failed<Failure>({ kind: 'not-found', what: 'This call' });
  return {
    takeOver(callId, wish) {
      if (other(callId)) return gone();
      if (state().phase !== 'live') return refuse('There is nobody on the line to take over from.');
      push({ type: 'takeOverRequested', callId, ...(wish ? { wish } : {}) });
      return ok(null);
    },
    handBack(callId, wish) {
      if (other(callId)) return gone();
      const now = state();
      if (now.phase !== 'live') return refuse('There is nobody on the line to hand back.');
      if (now.voice.state !== 'ready') return refuse('The agent is not back yet. Stay with the caller.');
      push({ type: 'handBackRequested', callId, ...(wish ? { wish } : {}) });
      return ok(null);
    },
    mute(callId, muted) {
      if (other(callId)) return gone();
      const now = state();
      if (now.phase !== 'live') return refuse('There is nobody on the line to be muted for.');
      if (now.handler === 'agent') return refuse('The agent has the call: the caller does not hear you.');
      push({ type: 'muteRequested', callId, muted });
      return ok(null);
    },
    whisper(callId, text) {
      if (other(callId)) return gone();
      const now = state();
      if (now.phase !== 'live') return refuse('There is no call that a note could be for.');
      if (now.voice.state !== 'ready') return refuse('The agent is not back yet, and cannot be told anything.');
      const whisperId = `${callId}-whisper-${++whispers}`;
      push({ type: 'whisperRequested', callId, whisper: { whisperId, text } });
      return ok({ whisperId });
    },
    answer(callId, handler) {
      if (other(callId)) return gone();
      if (state().phase !== 'offered') return refuse('It does not ring any more.');
      push({ type: 'answerRequested', callId, handler });
      return ok(null);
    },
    hangUp(callId, by = 'human') {
      if (other(callId)) return gone();
      push({ type: 'hangUpRequested', callId, by });
      return ok(null);
    },
    dismiss(callId) {
      if (other(callId)) return gone();
      if (state().phase !== 'ended') return refuse('The call is still going on.');
      push({ type: 'dismissRequested', callId });
      return ok(null);
    },
  };
}
