import type { CallFact } from '../record/call-fact.ts';
import type { CallCommand } from './call-command.ts';
import type { CallEvent } from './call-event.ts';
import type { EndReason } from './call-id.ts';
import type { CallPast, Calling, Ended, HangingUp, Live, WindingUp } from './call-state.ts';
import { speakerOf } from './call-state.ts';
import { DEADLINE_MS } from './deadlines.ts';
import { go, lossOf, stay, type Step, withFailure } from './step.ts';
import { factOfCall, lineMsOf } from './fact-of-event.ts';

/** The past of a call whose line is being taken down. */
export function pastOf(state: Calling | Live): CallPast {
  const live = state.phase === 'live' ? state : null;
  return {
    leadName: state.lead.leadName,
    speaker: speakerOf(state.voice),
    handler: state.handler,
    answered: live?.answered ?? null,
    lineMs: live?.lineMs ?? 0,
  };
}

/** Tells the line to hang up and waits for it to say so. */
export function hangUp(state: Calling | Live, reason: EndReason): Step {
  const { plan, degraded } = state;
  const { callId } = plan;
  return go({ phase: 'ending', stage: 'hanging-up', plan, degraded, reason, past: pastOf(state) }, [
    { type: 'hangUpLine', callId },
    { type: 'setDeadline', callId, deadline: 'hangUp', afterMs: DEADLINE_MS.hangUp },
  ]);
}

type Over = Pick<WindingUp, 'plan' | 'degraded' | 'past' | 'reason'>;

/** The line is down: collects the last turn and closes the recording. */
export function windUp(
  { plan, degraded, past, reason }: Over,
  first: readonly CallCommand[] = [],
  facts: readonly CallFact[] = [],
): Step {
  const { callId } = plan;
  const recorded = plan.recording && past.answered !== null;
  return go(
    {
      phase: 'ending',
      stage: 'winding-up',
      plan,
      degraded,
      past,
      reason,
      voice: 'open',
      recording: recorded ? 'open' : 'closed',
    },
    [
      ...first,
      { type: 'closeVoice', callId },
      ...(recorded ? [{ type: 'closeRecording', callId } as const] : []),
      { type: 'setDeadline', callId, deadline: 'windUp', afterMs: DEADLINE_MS.windUp },
    ],
    facts,
  );
}

function close(state: WindingUp, facts: readonly CallFact[] = []): Step {
  const { plan, degraded, past, reason } = state;
  return go(
    { phase: 'ended', plan, degraded, past, reason },
    [],
    [...facts, { type: 'callEnded', reason, lineMs: past.lineMs }],
  );
}

const closeWhenDone = (state: WindingUp, facts: readonly CallFact[] = []): Step =>
  state.voice === 'closed' && state.recording === 'closed' ? close(state, facts) : go(state, [], facts);

export function whileHangingUp(state: HangingUp, event: CallEvent): Step {
  const { callId } = state.plan;
  switch (event.type) {
    case 'lineEnded':
      return windUp({ ...state, past: { ...state.past, lineMs: Math.max(state.past.lineMs, event.lineMs) } });
    case 'gatesChanged':
      return go({ ...state, past: { ...state.past, handler: event.handler } });
    case 'deadlinePassed':
      return event.deadline === 'hangUp' ? windUp(state, [{ type: 'restartLine', callId }]) : stay(state);
    case 'hostLost':
      return event.host === 'line' ? windUp(state) : noteLoss(state, event);
    default:
      return lateFact(state, event);
  }
}

export function whileWindingUp(state: WindingUp, event: CallEvent): Step {
  switch (event.type) {
    case 'voiceClosed':
      return closeWhenDone({ ...state, voice: 'closed' });
    case 'recordingClosed':
      if (state.recording === 'closed') return stay(state);
      return closeWhenDone(
        { ...state, recording: 'closed' },
        event.durationMs === null ? [] : [{ type: 'recordingEnded', durationMs: event.durationMs }],
      );
    case 'deadlinePassed':
      return event.deadline === 'windUp' ? close(state) : stay(state);
    case 'hostLost':
      return noteLoss(state, event);
    default:
      return lateFact(state, event);
  }
}

export function whileEnded(state: Ended, event: CallEvent): Step {
  if (event.type === 'dismissRequested') return go({ phase: 'idle' });
  // A turn or a recording that came later than it was waited for is written down all the same.
  if (event.type === 'recordingClosed') {
    if (event.durationMs === null || !state.plan.recording || state.past.answered === null) return stay(state);
    return go(state, [], [{ type: 'recordingEnded', durationMs: event.durationMs }]);
  }
  // What happens to the machine after the call is no part of the call.
  return 'callId' in event && event.callId !== null ? lateFact(state, event) : stay(state);
}

/** Facts that arrive while or after a call is taken down are kept; nothing else comes of them. */
function lateFact(state: HangingUp | WindingUp | Ended, event: CallEvent): Step {
  const fact = factOfCall(event);
  if (!fact) return stay(state);
  if (state.phase === 'ended') return go(state, [], [fact]);
  return go(
    { ...state, past: { ...state.past, lineMs: Math.max(state.past.lineMs, lineMsOf(event) ?? 0) } },
    [],
    [fact],
  );
}

function noteLoss(state: HangingUp | WindingUp, event: Extract<CallEvent, { type: 'hostLost' }>): Step {
  const failure = lossOf(event);
  return go({ ...state, degraded: withFailure(state.degraded, failure) }, [], [{ type: 'degraded', failure }]);
}
