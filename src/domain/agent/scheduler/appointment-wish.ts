import type { UnderstoodTurn } from '../agent-definition.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import type { TimeSlot } from '../../scheduling/time-slot.ts';
import { zoneOf } from './appointment-words.ts';
import { anyTime, whenMeant, type WhenMeant } from './when-meant.ts';
import type { WallSpan, Window } from './window.ts';

/** What the words want of the calendar, whatever was asked. */
export type AppointmentWish = 'make' | 'move' | 'cancel' | 'when' | null;

const APPOINTMENT = '(?:appointments?|visit|meeting|viewing|showing|tour|consultation|walk ?through|booking)';
/** "Can somebody come on Wednesday?" */
const MAY =
  '(?:can|could|would|will|might|may|should|shall) (?:some ?(?:body|one)|any ?(?:body|one)|you|he|she|they|we|i|an agent|the agent)(?: (?:just|maybe|please|also|then|not))*';
const MAKE = new RegExp(
  `\\b(?:book|schedule|set up|do|make|arrange|get|have|like|want|need|plan|put)(?: \\w+){0,4} ${APPOINTMENT}\\b|\\b(?:book|schedule|set up) (?:me|us|something|a time|one|it)\\b|\\b(?:come (?:by|over|out)|stop by|meet (?:with )?(?:you|him|her|them|in person|up))\\b|\\b${MAY} (?:come|visit|meet)\\b(?! (?:from|back|down|up|to (?:a|an|the same))\\b)|\\b(?:see|look at|tour|visit) (?:it|the (?:house|home|place|property|condo|apartment))\\b`,
);
const MOVE = new RegExp(
  `\\breschedule\\b|\\b(?:move|change|push|postpone|shift|bring forward)(?: \\w+){0,3} (?:${APPOINTMENT}|that time|the time|it to|it back)\\b|\\b(?:different|another|other) (?:time|day) for\\b`,
);
const CANCEL = new RegExp(
  `\\b(?:cancel|call off)\\b(?! (?:my|the|our) (?:contract|listing|agreement|policy|subscription))|\\bnot (?:come|make it) to the ${APPOINTMENT}\\b`,
);
const WHEN = new RegExp(
  `\\b(?:when|what (?:time|day)|which day)(?: \\w+){0,3} (?:it|that|again|${APPOINTMENT})\\b|\\bam i (?:\\w+ )?booked\\b|\\bdo i have an ${APPOINTMENT}\\b`,
);
const AGAINST =
  /\b(?:not|never|no(?! i\b))(?: \w+){0,3} (?:book|schedule|set up|make|arrange|get|have|like|want|need|appointment|meeting|visit|meet|cancel|move|change)\b|\bno (?:appointment|meeting|visit)s?\b/;
const INSTEAD = /\b(?:instead|make it|actually|rather|better|change|switch|wait)\b/;

export function wishIn(context: WorkflowContext, turn: UnderstoodTurn): AppointmentWish {
  const { words } = turn;
  if (WHEN.test(words)) return 'when';
  if (AGAINST.test(words)) return null;
  if (CANCEL.test(words)) return 'cancel';
  if (MOVE.test(words)) return 'move';
  if (context.appointment?.stage === 'booked' && INSTEAD.test(words) && meant(context, turn)) return 'move';
  if (MAKE.test(words) || agreesToCall(context, turn)) return 'make';
  return null;
}

/** "Shall Dana give you a call?" – with a calendar, a yes is a wish for a time in it. */
function agreesToCall({ lastAsked, appointment }: WorkflowContext, { intent, facts }: UnderstoodTurn): boolean {
  const withTime = intent === 'answer' && facts.some(({ topic }) => topic === 'callBackTime');
  return lastAsked === 'callBack' && appointment === null && (intent === 'agrees' || withTime);
}

/** The slots that the talk is about. */
export function slotsAbout({ appointment: state }: WorkflowContext): readonly TimeSlot[] {
  if (state?.stage === 'offered') return state.slots;
  if (state?.stage === 'asked') return state.lost ?? [];
  return state && 'appointment' in state && state.stage !== 'cancelled' ? [state.appointment.slot] : [];
}

/** The time that the words mean, seen from the slots that the talk is about. */
export const meant = (context: WorkflowContext, { utterance, nowWallMs }: UnderstoodTurn): WhenMeant =>
  whenMeant(utterance, { nowWallMs, timeZone: zoneOf(context), offered: slotsAbout(context) });

/**
 * Where free slots are looked for: in the time that the words mean; where they only took what is gone, in what was wished
 * for then, or around it; else anywhere.
 */
export function windowMeant(context: WorkflowContext, turn: UnderstoodTurn): Window {
  const when = meant(context, turn);
  if (when?.type === 'window') return when.window;
  return windowOfLost(context, turn.nowWallMs) ?? anyTime(turn.nowWallMs, zoneOf(context));
}

function windowOfLost({ appointment: state }: WorkflowContext, nowWallMs: number): Window | undefined {
  if (state?.stage !== 'asked') return undefined;
  const spans = state.wish?.filter(({ toWallMs }) => toWallMs > nowWallMs) ?? [];
  const [first, last] = [spans[0], spans.at(-1)];
  const [lost] = state.lost ?? [];
  const around = first && last ? { fromWallMs: first.fromWallMs, toWallMs: last.toWallMs } : spanOf(lost);
  return around && { ...around, spans, exact: false, refuses: false };
}

const spanOf = (slot: TimeSlot | undefined): WallSpan | undefined =>
  slot && { fromWallMs: slot.startWallMs, toWallMs: slot.endWallMs };
