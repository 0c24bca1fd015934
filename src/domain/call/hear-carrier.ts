import type { Failure } from '../failure.ts';
import { isMachine } from '../telephony/carrier-message.ts';
import type { CallEvent } from './call-event.ts';
import type { CallPlan, Calling, Live } from './call-state.ts';
import { hangUp } from './end-call.ts';
import { factOfCall } from './fact-of-event.ts';
import { go, stay, type Step, withFailure } from './step.ts';

type Told<Type extends CallEvent['type']> = Extract<CallEvent, { type: Type }>;

/** Whether the carrier listens who picks up. */
export const detectsMachines = (plan: CallPlan): boolean => 'detectMachines' in plan && plan.detectMachines;

/**
 * A machine is hung up on at once: what the agent would leave on it, the law counts as a recorded message. The carrier
 * listens for some seconds first, in which the agent may have begun to answer the machine's greeting. A human who has the
 * call may have a reason to speak to it.
 */
export function machineDetected(state: Calling | Live, event: Told<'machineDetected'>): Step {
  const fact = factOfCall(event);
  const facts = fact ? [fact] : [];
  if (!isMachine(event.answeredBy) || state.handler === 'human') return go(state, [], facts);
  const over = hangUp(state, 'machine');
  return { ...over, facts: [...facts, ...over.facts] };
}

/** The carrier tells why it will end the app's leg, which by itself only ends. */
export function farEndEnded(state: Calling, { how }: Told<'farEndEnded'>): Step {
  switch (how) {
    case 'talked':
      return stay(state);
    case 'busy':
    case 'not-answered':
      return hangUp(state, how);
    case 'unreachable': {
      const failure: Failure = { kind: 'number-unreachable' };
      const step = hangUp({ ...state, degraded: withFailure(state.degraded, failure) }, 'failed');
      return { ...step, facts: [{ type: 'degraded', failure }, ...step.facts] };
    }
  }
}
