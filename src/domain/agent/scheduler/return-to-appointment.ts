import type { Decision, UnderstoodTurn } from '../agent-definition.ts';
import type { AppointmentState } from '../appointment-state.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import { QUESTIONS, say, zoneOf } from './appointment-words.ts';
import { spokenSlot } from './spoken-slot.ts';

type Open = { question: string; expects: Decision['expects']; appointment?: AppointmentState };

/** The question about the appointment that waits for an answer, in whole words; null where none does. */
export function openAppointmentQuestion(context: WorkflowContext, nowWallMs: number): Open | null {
  const { appointment: state } = context;
  switch (state?.stage) {
    case 'asked':
      return { question: state.replaces === null ? QUESTIONS.day : QUESTIONS.otherDay, expects: 'date' };
    case 'offered': {
      const slots = state.slots.map((slot) => spokenSlot(slot, zoneOf(context), nowWallMs)).join(', or ');
      return { question: `Would you like ${slots}?`, expects: 'choice' };
    }
    case 'held': {
      const isOver = state.appointment.heldUntilWallMs !== null && state.appointment.heldUntilWallMs <= nowWallMs;
      if (isOver || state.committing) return { question: 'Shall we go on with the appointment?', expects: 'yes-or-no' };
      const asks = state.replaces === null ? QUESTIONS.book : QUESTIONS.move;
      return {
        question: `${say.readBack(context, state.appointment.slot)} ${asks}`,
        expects: 'yes-or-no',
        appointment: { ...state, readBack: true },
      };
    }
    case 'found':
    case 'booked':
    case 'cancelled':
    case 'none':
    case undefined:
      return null;
  }
}

/**
 * Another agent's reply in the middle of making an appointment ends where the appointment was: its question about
 * something else gives way to ours, and it does not leave because all else is asked. Words that end the call for a reason
 * of the caller's, ask for a moment or do something themselves stay as they are. Pure.
 */
export function returnToAppointment(context: WorkflowContext, turn: UnderstoodTurn, decision: Decision): Decision {
  const isOwn = decision.appointment !== undefined || decision.tool !== undefined;
  const isDone = decision.hangUp === 'completed' && turn.intent === 'answer';
  const leaves = decision.hangUp !== null && !isDone;
  if (isOwn || leaves || (decision.asks === null && !isDone) || turn.intent === 'human') return decision;
  const open = openAppointmentQuestion(context, turn.nowWallMs);
  if (!open) return decision;
  const staying = isDone ? { ...decision, body: '', hangUp: null } : decision;
  return { ...staying, asks: 'callBackTime', ...open };
}
