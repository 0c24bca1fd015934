import type { CallEvent } from './call-event.ts';
import type { CallState } from './call-state.ts';
import { whileCalling, whileLive } from './conduct-call.ts';
import { whileEnded, whileHangingUp, whileWindingUp } from './end-call.ts';
import { startOffer, whileOffered } from './offer-call.ts';
import { startCall, whilePreparing } from './prepare-call.ts';
import { go, stay, type Step } from './step.ts';

/**
 * The one place that decides what an event does to a call. Pure and total: whatever does not fit the state, and whatever
 * is about another call, is a no-op. Time, ids and chance come in with the events.
 */
export function reduceCall(state: CallState, event: CallEvent): Step {
  if (event.type === 'callRequested' || event.type === 'callOffered') {
    if (state.phase !== 'idle' && state.phase !== 'ended')
      return event.type === 'callOffered' ? decline(state, event.plan.callId) : stay(state);
    return event.type === 'callRequested' ? startCall(event.plan) : startOffer(event.plan);
  }
  if (state.phase === 'idle' || isOfAnotherCall(state.plan.callId, event)) return stay(state);
  switch (state.phase) {
    case 'preparing':
      return whilePreparing(state, event);
    case 'offered':
      return whileOffered(state, event);
    case 'dialling':
    case 'ringing':
      return whileCalling(state, event);
    case 'live':
      return whileLive(state, event);
    case 'ending':
      return state.stage === 'hanging-up' ? whileHangingUp(state, event) : whileWindingUp(state, event);
    case 'ended':
      return whileEnded(state, event);
  }
}

/** While a call is prepared or wound up the line itself is free, and it would ring on there for nobody. */
const decline = (state: Exclude<CallState, { phase: 'idle' }>, callId: string): Step =>
  callId === state.plan.callId ? stay(state) : go(state, [{ type: 'declineOffer', callId }]);

const isOfAnotherCall = (callId: string, event: CallEvent): boolean =>
  'callId' in event && event.callId !== null && event.callId !== callId;
