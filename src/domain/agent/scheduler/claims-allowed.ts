import type { AppointmentState } from '../appointment-state.ts';
import { spokenWords } from '../spoken-words.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import type { Appointment } from '../../scheduling/appointment.ts';
import { whole } from './appointment-words.ts';

const DONE =
  /\b(?:booked|scheduled|reserved|confirmed|penciled|pencilled|arranged|locked in|signed up|rescheduled|all set|(?:is|are|am|you are|it is|that is|get you|got you) set|good to go|put you (?:down|in)|have you (?:down|in)|(?:on|in|to) (?:the|your|our|my|\w+s) (?:calendar|schedule|book|books)|see you (?:then|there|on|at|tomorrow|\w+day)|(?:will|going to) (?:meet|visit|come|see you|be there|be waiting)|expects? you|look(?:s|ing)? forward to (?:seeing|meeting)|made (?:an|the|your|you an) appointment|appointment (?:is|has been|was) (?:made|moved|set)|(?:is|has been|have been|was|have) (?:now )?moved)\b/;
const GONE = /\b(?:cancelled|canceled|called off|taken (?:it )?off)\b/;
/** In the same clause, before it: what was not done, or only may be. */
const DENIED =
  /\b(?:not|no|nothing|never|cannot|without|nor|until|before|once|if|whether|to be|can be|could be|to get you)\b(?: \w+){0,6}$/;
const NAMES_TIME =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|tonight|january|february|march|april|june|july|august|september|october|november|december|at (?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|a quarter|noon)|noon|morning|afternoon|evening)\b/;

/**
 * Whether these words may be spoken, as far as they claim that an appointment was made, moved or cancelled: only where
 * the calendar has committed it, and for the time that it committed. It is asked for every text, fixed or not, before
 * the voice has it; what claims nothing passes. Pure.
 */
export function claimsAllowed(text: string, context: Pick<WorkflowContext, 'seed' | 'appointment'>): boolean {
  const sentences = text.split(/(?<=[.!?…])\s+/).map((sentence) => ({
    words: spokenWords(sentence),
    asks: /[?？]\s*$/.test(sentence),
  }));
  return sentences.every(({ words, asks }) => asks || isTrue(words, context));
}

function isTrue(words: string, context: Pick<WorkflowContext, 'seed' | 'appointment'>): boolean {
  const { appointment: state } = context;
  const [done, gone] = [claimsIn(DONE, words), claimsIn(GONE, words)];
  if (!done && !gone) return true;
  const committed = committedBy(state, { done, gone });
  if (!committed) return false;
  return !NAMES_TIME.test(words) || words.includes(spokenWords(whole(context, committed.slot)));
}

function committedBy(state: AppointmentState | null, claim: { done: boolean; gone: boolean }): Appointment | null {
  if (claim.gone) return state?.stage === 'cancelled' && !claim.done ? state.appointment : null;
  return state?.stage === 'booked' || state?.stage === 'found' ? state.appointment : null;
}

function claimsIn(pattern: RegExp, words: string): boolean {
  for (const found of words.matchAll(new RegExp(pattern.source, 'g')))
    if (!DENIED.test(words.slice(0, found.index).trim())) return true;
  return false;
}
