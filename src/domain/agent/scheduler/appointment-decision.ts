import type { Decision, UnderstoodTurn } from '../agent-definition.ts';
import type { AppointmentState } from '../appointment-state.ts';
import { questionFor } from '../questions.ts';
import type { ToolRequest } from '../tool.ts';
import type { Topic } from '../topic.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import type { Appointment } from '../../scheduling/appointment.ts';
import type { TimeSlot } from '../../scheduling/time-slot.ts';
import { QUESTIONS, say } from './appointment-words.ts';
import type { WallSpan } from './window.ts';
import { isUntold } from './appointment-heard.ts';
import { replacesOf } from './with-tool-result.ts';

type Said = Partial<
  Pick<Decision, 'ack' | 'body' | 'question' | 'asks' | 'expects' | 'facts' | 'appointment' | 'tool'>
>;

/** What SchedulerAgent decides, in fixed words. Days and prices in words about an appointment are none of the lead's plans. */
export const decided = (turn: UnderstoodTurn, reason: string, said: Said): Decision => ({
  intent: turn.intent,
  reason,
  wording: 'fixed',
  ack: '',
  body: '',
  question: '',
  convey: '',
  asks: said.question && said.question !== QUESTIONS.more ? 'callBackTime' : null,
  expects: 'anything',
  hangUp: null,
  facts: turn.facts.filter(({ topic }) => TOLD.has(topic)),
  ...said,
});

const TOLD: ReadonlySet<Topic> = new Set<Topic>(['goal', 'propertyType', 'area', 'callBackTime']);

const LOOKS = ['Let me look.', 'One moment.'] as const;

/** A tool is asked; `ack` sounds meanwhile. The same words stand before whatever is decided then, so that has none. */
export const asksTool = (turn: UnderstoodTurn, tool: ToolRequest): Decision =>
  decided(turn, 'The calendar is asked.', {
    ack: tool.tool === 'free' || tool.tool === 'find' ? LOOKS[0] : LOOKS[1],
    tool,
  });

const DAY_MS = 86_400_000;
const MOST_SLOTS = 500;

/** Looks for free slots around what was meant, so that the nearest are known where nothing is free in it. */
export const asksFree = (turn: UnderstoodTurn, window: { fromWallMs: number; toWallMs: number }): Decision =>
  asksTool(turn, {
    tool: 'free',
    fromWallMs: Math.max(turn.nowWallMs, window.fromWallMs - 3 * DAY_MS),
    toWallMs: window.toWallMs + 7 * DAY_MS,
    most: MOST_SLOTS,
  });

export const asksDay = (context: WorkflowContext, turn: UnderstoodTurn, body = ''): Decision => {
  const replaces = replacesOf(context.appointment);
  return decided(turn, 'A day is asked for.', {
    body,
    question: replaces || body ? QUESTIONS.otherDay : QUESTIONS.day,
    expects: 'date',
    appointment: { stage: 'asked', replaces },
  });
};

export function offers(
  context: WorkflowContext,
  turn: UnderstoodTurn,
  { slots, body, wish }: { slots: readonly TimeSlot[]; body: string; wish: readonly WallSpan[] | undefined },
): Decision {
  const wasTaken = context.appointment?.stage === 'asked' && context.appointment.taken;
  return decided(turn, 'Free times are offered.', {
    body: wasTaken ? `${say.taken} ${body}` : body,
    question: slots.length > 1 ? QUESTIONS.which : QUESTIONS.suits,
    expects: 'choice',
    appointment: {
      stage: 'offered',
      slots: [...slots],
      replaces: replacesOf(context.appointment),
      ...(wish ? { wish: [...wish] } : {}),
    },
  });
}

/** `again`: the caller has heard it before and gave no clear answer. */
export function readsBack(
  context: WorkflowContext,
  turn: UnderstoodTurn,
  { state, again = false }: { state: Extract<AppointmentState, { stage: 'held' }>; again?: boolean },
): Decision {
  const { slot } = state.appointment;
  return decided(turn, 'The held time is read back.', {
    body: again ? say.surely(context, slot) : say.readBack(context, slot),
    question: state.replaces === null ? QUESTIONS.book : QUESTIONS.move,
    expects: 'yes-or-no',
    appointment: { ...state, readBack: true },
  });
}

export const asksAbout = (
  context: WorkflowContext,
  turn: UnderstoodTurn,
  { appointment, wants }: { appointment: Appointment; wants: 'move' | 'cancel' },
): Decision =>
  decided(turn, 'The appointment that there is is read back.', {
    body: say.found(context, appointment.slot),
    question: wants === 'cancel' ? QUESTIONS.cancel : QUESTIONS.instead,
    expects: 'yes-or-no',
    appointment: { stage: 'found', appointment, wants },
  });

/** What the calendar has done, from what it answered. */
export function tells(context: WorkflowContext, turn: UnderstoodTurn): Decision {
  const { appointment: state } = context;
  if (state?.stage !== 'booked' && state?.stage !== 'cancelled') return asksDay(context, turn);
  const { slot } = state.appointment;
  const booked = state.stage === 'booked';
  const body = booked ? say.booked(context, slot) : say.cancelled(context, slot);
  return decided(turn, booked ? 'The booked appointment is told.' : 'The cancellation is told.', {
    body,
    question: QUESTIONS.more,
    appointment: { ...state, told: true },
    facts:
      booked && isUntold(state) && turn.utterance
        ? [{ topic: 'callBackTime', value: body, quote: turn.utterance }]
        : [],
  });
}

export const offersCallBack = (context: WorkflowContext, turn: UnderstoodTurn, body: string): Decision =>
  decided(turn, 'A time to call back is noted instead.', {
    body,
    question: questionFor('callBackTime', context),
    expects: 'date',
    appointment: { stage: 'none', why: 'unavailable' },
  });

export const leavesIt = (turn: UnderstoodTurn): Decision =>
  decided(turn, 'The caller wants no appointment.', {
    body: say.noneMade,
    question: QUESTIONS.more,
    appointment: { stage: 'none', why: 'declined' },
  });
