import type { Decision } from '../agent-definition.ts';
import type { AppointmentState } from '../appointment-state.ts';
import { spokenWords } from '../spoken-words.ts';
import type { HeardExchange } from '../thinker.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import type { TimeSlot } from '../../scheduling/time-slot.ts';
import { QUESTIONS, whole } from './appointment-words.ts';

type Heard = Pick<HeardExchange, 'agentText' | 'interrupted'>;

/**
 * How far the appointment is after these words, by what of them the caller heard. What the calendar has answered
 * meanwhile stands: no words can undo it, nor make what it did not answer. Pure.
 */
export function appointmentHeard(
  context: WorkflowContext,
  exchange: Heard,
  decision: Decision | null,
): AppointmentState | null {
  const [now, next] = [context.appointment, decision?.appointment];
  if (!decision || next === undefined || exchange.agentText.trim() === '' || !follows(now, next)) return now;
  return reached(context, next, { exchange, decision }) ? next : now;
}

/** Whether words may lead from one to the other. */
function follows(now: AppointmentState | null, next: AppointmentState): boolean {
  const isSame = sameAppointment(now, next);
  if (isUntold(now)) return next.stage === now.stage && isSame;
  switch (next.stage) {
    case 'held':
    case 'cancelled':
      return next.stage === now?.stage && isSame;
    case 'found':
      return now?.stage === 'booked' && isSame;
    case 'booked':
      return isSame || (now?.stage === 'asked' && now.replaces === next.appointment.appointmentId);
    case 'asked':
    case 'offered':
    case 'none':
      return true;
  }
}

const sameAppointment = (now: AppointmentState | null, next: AppointmentState): boolean =>
  now !== null && 'appointment' in now && 'appointment' in next
    ? now.appointment.appointmentId === next.appointment.appointmentId
    : false;

/** The calendar has done it, and the caller has not heard so. */
export const isUntold = (
  state: AppointmentState | null,
): state is Extract<AppointmentState, { stage: 'booked' | 'cancelled' }> & { told: false } =>
  (state?.stage === 'booked' || state?.stage === 'cancelled') && !state.told;

function reached(
  context: WorkflowContext,
  next: AppointmentState,
  { exchange, decision }: { exchange: Heard; decision: Decision },
): boolean {
  const { agentText, interrupted } = exchange;
  switch (next.stage) {
    case 'held':
    case 'found':
      return heard(agentText, whole(context, next.appointment.slot)) && asksIn(agentText);
    case 'booked':
    case 'cancelled':
      return heard(agentText, whole(context, next.appointment.slot));
    case 'offered':
      return !interrupted || heard(agentText, decision.body);
    case 'asked':
    case 'none':
      return !interrupted || heard(agentText, decision.question === '' ? decision.body : decision.question);
  }
}

const heard = (agentText: string, words: string): boolean =>
  ` ${spokenWords(agentText)} `.includes(` ${spokenWords(words)} `);

const ASKED = [QUESTIONS.book, QUESTIONS.move, QUESTIONS.cancel, QUESTIONS.instead].map(spokenWords);
/** The question is known by its first words: who answers into the last one has heard it. */
const asksIn = (agentText: string): boolean =>
  ASKED.some((question) => heard(agentText, question.split(' ').slice(0, 3).join(' ')));

/** Whether a yes now is one to this slot: it was read back, the question was asked, and nobody has said anything since. */
export function yesIsFor({ history, ...context }: WorkflowContext, slot: TimeSlot): boolean {
  const last = history.findLast(({ side }) => side !== 'caller');
  return last?.side === 'agent' && heard(last.text, whole(context, slot)) && asksIn(last.text);
}

/** The read-back that waits for its yes. */
export const readBackIsOpen = (context: WorkflowContext): boolean =>
  context.appointment?.stage === 'held' &&
  context.appointment.readBack &&
  yesIsFor(context, context.appointment.appointment.slot);
