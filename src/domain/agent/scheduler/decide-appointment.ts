import type { Decision, UnderstoodTurn } from '../agent-definition.ts';
import type { AppointmentState } from '../appointment-state.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import { isUntold, readBackIsOpen, yesIsFor } from './appointment-heard.ts';
import { answerAnythingElse } from './anything-else.ts';
import { saysNeverMind, saysNo, saysYes } from './answer-to-read-back.ts';
import * as say from './appointment-decision.ts';
import { meant, windowMeant, wishIn } from './appointment-wish.ts';
import { QUESTIONS, say as words, zoneOf } from './appointment-words.ts';
import { spokenWords } from '../spoken-words.ts';
import { anyTime } from './when-meant.ts';
import { sameSlot } from '../../scheduling/time-slot.ts';

type State<Stage extends AppointmentState['stage']> = Extract<AppointmentState, { stage: Stage }>;
type At = { context: WorkflowContext; turn: UnderstoodTurn };

/** What SchedulerAgent does about the caller's words, before any tool has answered. Pure. */
export function decideAppointment(context: WorkflowContext, turn: UnderstoodTurn): Decision {
  const { appointment: state } = context;
  const at = { context, turn };
  if (isUntold(state)) return say.tells(context, turn);
  const answer = answerAnythingElse(context, turn);
  if (answer) return answer;
  switch (state?.stage) {
    case 'asked':
      return whenAsked(at);
    case 'offered':
      return whenOffered(at, state);
    case 'held':
      return whenHeld(at, state);
    case 'found':
      return whenFound(at, state);
    case 'booked':
      return whenBooked(at, state);
    case 'cancelled':
    case 'none':
    case undefined:
      return say.asksTool(turn, { tool: 'find' });
  }
}

/** Whether the caller's words are an explicit yes to the slot that was read back to them last. */
export const isYesToReadBack = (context: WorkflowContext, { utterance, nowWallMs }: UnderstoodTurn): boolean =>
  context.appointment?.stage === 'held' &&
  readBackIsOpen(context) &&
  saysYes(utterance, context.appointment.appointment.slot, { nowWallMs, timeZone: zoneOf(context) });

function whenAsked({ context, turn }: At): Decision {
  if (leaves(context, turn)) return letsGo({ context, turn });
  return say.asksFree(turn, windowMeant(context, turn));
}

function whenOffered({ context, turn }: At, { slots, wish }: State<'offered'>): Decision {
  if (leaves(context, turn)) return letsGo({ context, turn });
  const when = meant(context, turn);
  if (when?.type === 'slot') return say.asksTool(turn, { tool: 'hold', slot: when.slot });
  // Where both of what was offered fit, nothing was chosen and nothing else was asked for.
  const isOther =
    when &&
    !slots.some(({ startWallMs }) => startWallMs >= when.window.fromWallMs && startWallMs < when.window.toWallMs);
  if (when && (isOther || when.window.refuses)) return say.asksFree(turn, when.window);
  if (saysNo(turn.utterance)) return say.asksFree(turn, anyTime(turn.nowWallMs, zoneOf(context)));
  const [only, ...others] = slots;
  if (
    only &&
    others.length === 0 &&
    saysYes(turn.utterance, only, { nowWallMs: turn.nowWallMs, timeZone: zoneOf(context) })
  )
    return say.asksTool(turn, { tool: 'hold', slot: only });
  const body = words.offer(context, slots, turn.nowWallMs);
  return again(context, turn, say.offers(context, turn, { slots, wish, body }));
}

function whenHeld({ context, turn }: At, state: State<'held'>): Decision {
  if (state.committing) return say.asksTool(turn, { tool: 'find' });
  const { slot, heldUntilWallMs, appointmentId } = state.appointment;
  if (leaves(context, turn)) return letsGo({ context, turn });
  const isOver = heldUntilWallMs !== null && heldUntilWallMs <= turn.nowWallMs;
  if (isYesToReadBack(context, turn))
    return isOver
      ? say.asksTool(turn, { tool: 'hold', slot })
      : say.asksTool(turn, { tool: 'commit', appointmentId, replaces: state.replaces });
  const when = meant(context, turn);
  if (when?.type === 'window') return say.asksFree(turn, when.window);
  if (saysNo(turn.utterance)) return say.asksTool(turn, { tool: 'cancel', appointmentId });
  if (isOver) return say.asksTool(turn, { tool: 'hold', slot });
  return again(context, turn, say.readsBack(context, turn, { state, again: state.readBack }));
}

/** So often the same is said to somebody who gives no clear answer; then it is left to the human, who can ask otherwise. */
const MOST_TIMES = 2;

function again(context: WorkflowContext, turn: UnderstoodTurn, decision: Decision): Decision {
  const said = spokenWords(decision.body);
  const times = context.history.filter(({ side, text }) => side === 'agent' && spokenWords(text).includes(said)).length;
  return times < MOST_TIMES ? decision : say.offersCallBack(context, turn, words.open(context));
}

function whenFound({ context, turn }: At, { appointment, wants, cancelling }: State<'found'>): Decision {
  if (cancelling) return say.asksTool(turn, { tool: 'find' });
  const when = meant(context, turn);
  if (wants === 'move' && when?.type === 'window') return say.asksFree(turn, when.window);
  const isYes =
    yesIsFor(context, appointment.slot) &&
    saysYes(turn.utterance, appointment.slot, { nowWallMs: turn.nowWallMs, timeZone: zoneOf(context) });
  if (isYes && wants === 'move') return say.asksDay(context, turn);
  if (isYes) return say.asksTool(turn, { tool: 'cancel', appointmentId: appointment.appointmentId });
  if (saysNo(turn.utterance) || saysNeverMind(turn.utterance)) return stays({ context, turn }, appointment);
  return say.asksAbout(context, turn, { appointment, wants });
}

function whenBooked({ context, turn }: At, { appointment }: State<'booked'>): Decision {
  const wish = wishIn(context, turn);
  if (wish === 'cancel') return say.asksAbout(context, turn, { appointment, wants: 'cancel' });
  const when = meant(context, turn);
  if (wish === 'move') return when?.type === 'window' ? say.asksFree(turn, when.window) : say.asksDay(context, turn);
  if (wish === 'make') return say.asksAbout(context, turn, { appointment, wants: 'move' });
  return say.tells(context, turn);
}

export const stays = ({ context, turn }: At, appointment: State<'booked'>['appointment']): Decision =>
  say.decided(turn, 'The appointment stays.', {
    body: words.stays(context, appointment.slot),
    question: QUESTIONS.more,
    appointment: { stage: 'booked', appointment, told: true },
  });

/** "Cancel that" in the middle of making one is to leave it. */
export const leaves = (context: WorkflowContext, turn: UnderstoodTurn): boolean =>
  saysNeverMind(turn.utterance) || wishIn(context, turn) === 'cancel';

/** What is held is given back; what was to be moved stays, and is looked up to say so. */
function letsGo({ context, turn }: At): Decision {
  const { appointment: state } = context;
  if (state?.stage === 'held')
    return say.asksTool(turn, { tool: 'cancel', appointmentId: state.appointment.appointmentId });
  return state && 'replaces' in state && state.replaces !== null
    ? say.asksTool(turn, { tool: 'find' })
    : say.leavesIt(turn);
}

export const isOffered = (context: WorkflowContext, slot: { startWallMs: number; endWallMs: number }): boolean =>
  context.appointment?.stage === 'offered' && context.appointment.slots.some((one) => sameSlot(one, slot));
