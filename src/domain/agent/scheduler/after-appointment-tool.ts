import type { Decision, UnderstoodTurn } from '../agent-definition.ts';
import type { ToolResult } from '../tool.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import type { Appointment } from '../../scheduling/appointment.ts';
import type { TimeSlot } from '../../scheduling/time-slot.ts';
import type { Result } from '../../../base/result.ts';
import type { Failure } from '../../failure.ts';
import { isUntold } from './appointment-heard.ts';
import * as say from './appointment-decision.ts';
import { meant, windowMeant, wishIn } from './appointment-wish.ts';
import { QUESTIONS, say as words } from './appointment-words.ts';
import { isOffered, isYesToReadBack, leaves, stays } from './decide-appointment.ts';
import { nearestTo, spreadOf } from './pick-slots.ts';
import { saysNo } from './answer-to-read-back.ts';

type At = { context: WorkflowContext; turn: UnderstoodTurn };

/** What is said, or asked of the calendar next, now that it has answered. `context` holds what its answer changed. Pure. */
export function afterAppointmentTool(context: WorkflowContext, turn: UnderstoodTurn, result: ToolResult): Decision {
  const decision = decideAfter(context, turn, result);
  // Whoever waits has been told so.
  return decision.tool ? { ...decision, ack: '' } : decision;
}

function decideAfter(context: WorkflowContext, turn: UnderstoodTurn, result: ToolResult): Decision {
  const at = { context, turn };
  if (isUntold(context.appointment)) return say.tells(context, turn);
  switch (result.tool) {
    case 'find':
      return afterFind(at, result.answer);
    case 'free':
      return afterFree(at, result.answer);
    case 'hold':
      return afterHold(at, result.answer);
    case 'commit':
      return isTaken(result.answer)
        ? say.asksFree(turn, windowMeant(context, turn))
        : say.asksTool(turn, { tool: 'find' });
    case 'cancel':
      return afterCancel(at);
  }
}

const isTaken = (answer: Result<unknown, Failure>): boolean => !answer.ok && answer.failure.kind === 'slot-taken';

function afterFind({ context, turn }: At, answer: Result<Appointment | null, Failure>): Decision {
  const { appointment: state } = context;
  const wasYes = isYesToReadBack(context, turn);
  if (!answer.ok) return say.offersCallBack(context, turn, wasYes ? words.unsure(context) : words.unreachable(context));
  if (state?.stage === 'held') {
    if (wasYes) return say.offersCallBack(context, turn, words.unsure(context));
    return say.asksTool(turn, { tool: 'hold', slot: state.appointment.slot });
  }
  if (state?.stage === 'asked') return answer.value ? stays({ context, turn }, answer.value) : say.leavesIt(turn);
  return answer.value ? withFound({ context, turn }, answer.value) : withNoneFound({ context, turn });
}

function withFound({ context, turn }: At, appointment: Appointment): Decision {
  const wish = wishIn(context, turn);
  if (wish === 'when') return say.tells(context, turn);
  if (wish === 'move') return looksOrAsks({ context, turn });
  return say.asksAbout(context, turn, { appointment, wants: wish === 'cancel' ? 'cancel' : 'move' });
}

function withNoneFound({ context, turn }: At): Decision {
  const wish = wishIn(context, turn);
  if (wish === 'cancel' || wish === 'when')
    return say.decided(turn, 'There is no appointment.', { body: words.noneFound, question: QUESTIONS.more });
  return looksOrAsks({ context, turn }, wish === 'move' ? words.noneFound : '');
}

function looksOrAsks({ context, turn }: At, body = ''): Decision {
  const when = meant(context, turn);
  return when?.type === 'window' ? say.asksFree(turn, when.window) : say.asksDay(context, turn, body);
}

function afterFree({ context, turn }: At, answer: Result<TimeSlot[], Failure>): Decision {
  if (!answer.ok) return say.offersCallBack(context, turn, words.unreachable(context));
  const window = windowMeant(context, turn);
  const refused = saysNo(turn.utterance);
  const free = answer.value.filter(
    (slot) => !(refused && isOffered(context, slot)) && slot.startWallMs > turn.nowWallMs,
  );
  const wasTaken = isLost(context);
  if (free.length === 0)
    return say.offersCallBack(context, turn, wasTaken ? `${words.taken} ${words.full(context)}` : words.full(context));
  const fitting = spreadOf(free, window);
  const [first] = fitting;
  if (first && window.exact && !window.refuses && !wasTaken) return say.asksTool(turn, { tool: 'hold', slot: first });
  const slots = first ? fitting : nearestTo(free, window);
  const body = first || wasTaken ? words.offer : words.nearest;
  return say.offers(context, turn, { slots, wish: window.spans, body: body(context, slots, turn.nowWallMs) });
}

/** Somebody was quicker, and the caller has not heard so. */
const isLost = ({ appointment }: WorkflowContext): boolean =>
  appointment?.stage === 'asked' && appointment.taken === true;

function afterHold({ context, turn }: At, answer: Result<Appointment, Failure>): Decision {
  const { appointment: state } = context;
  if (answer.ok && state?.stage === 'held')
    return isYesToReadBack(context, turn)
      ? say.asksTool(turn, { tool: 'commit', appointmentId: state.appointment.appointmentId, replaces: state.replaces })
      : say.readsBack(context, turn, { state });
  if (!isTaken(answer)) return say.offersCallBack(context, turn, words.unreachable(context));
  // Where the talk of it begins with a time, the calendar was asked three times already: nobody is kept waiting longer.
  if (!isUnderWay(context)) return say.asksDay(context, turn, words.taken);
  return say.asksFree(turn, windowMeant(context, turn));
}

/** What the caller heard last is a question of ours. */
function isUnderWay({ history }: WorkflowContext): boolean {
  const last = history.findLast(({ side }) => side === 'agent')?.text ?? '';
  return [QUESTIONS.day, QUESTIONS.otherDay, QUESTIONS.which, QUESTIONS.suits].some((question) =>
    last.includes(question),
  );
}

/** A hold that could not be given back ends by itself; an appointment that could not be cancelled is there. */
function afterCancel({ context, turn }: At): Decision {
  const { appointment: state } = context;
  if (state?.stage === 'found') return say.offersCallBack(context, turn, words.unreachable(context));
  if (!leaves(context, turn)) return say.asksDay(context, turn, '');
  const replaces = state && 'replaces' in state ? state.replaces : null;
  return replaces === null ? say.leavesIt(turn) : say.asksTool(turn, { tool: 'find' });
}
