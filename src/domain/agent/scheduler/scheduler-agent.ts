import type { AgentDefinition, UnderstoodTurn } from '../agent-definition.ts';
import { BIDS } from '../bids.ts';
import type { Intent } from '../intent.ts';
import { meddles } from '../meddling.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import { afterAppointmentTool } from './after-appointment-tool.ts';
import { answerAnythingElse } from './anything-else.ts';
import { hedges, saysNeverMind, saysNo, saysYes } from './answer-to-read-back.ts';
import { isUntold, yesIsFor } from './appointment-heard.ts';
import { meant, slotsAbout, wishIn } from './appointment-wish.ts';
import { zoneOf } from './appointment-words.ts';
import { decideAppointment } from './decide-appointment.ts';

/**
 * Makes, moves and cancels appointments in the calendar. It offers what the calendar gave, books what the caller said yes
 * to after they had heard it read back, and says that something is booked where the calendar has committed it.
 */
export const schedulerAgent: AgentDefinition = {
  name: 'SchedulerAgent',
  canHandle(context, turn) {
    if (!context.seed.calendar || context.optedOut || context.parted) return NONE;
    if (isUntold(context.appointment)) return { score: UNTOLD, reason: 'What the calendar has done is to be told.' };
    if (NOT_OURS.has(turn.intent) || meddles(turn.utterance)) return NONE;
    if (answerAnythingElse(context, turn))
      return { score: BIDS.midway, reason: 'The words say whether there is more.' };
    if (isMidway(context, turn)) return { score: BIDS.midway, reason: 'The words are about the appointment.' };
    if (wishIn(context, turn) !== null) return { score: BIDS.appointment, reason: 'The words want an appointment.' };
    return NONE;
  },
  decide: decideAppointment,
  afterTool: afterAppointmentTool,
};

const NONE = { score: BIDS.none, reason: 'Nothing about an appointment.' };
/** Before anybody goes on with something, and behind whatever must be answered at once. */
const UNTOLD = 0.95;

/** What is asked or said in between is answered by others; the appointment stays where it was. */
const NOT_OURS: ReadonlySet<Intent> = new Set([
  'optOut',
  'voicemail',
  'callScreen',
  'notMyLanguage',
  'aiQuestion',
  'wrongPerson',
  'numberSource',
  'human',
  'advice',
  'fairHousing',
  'represented',
  'identity',
  'purpose',
  'hold',
  'lineCheck',
  'keyed',
  'silent',
]);

const ASKS_AGAIN =
  /\b(?:what (?:time|day)|which day|which (?:one|ones|times)|when (?:is|was)|what were|what was (?:it|that)|say (?:that|it) again|time ?zone|eastern|central|mountain|pacific|my time|your time)\b/;
const CALL_ME = /\b(?:call|ring|phone|try|text) (?:me|us|back|again|later)\b/;

const OPEN_STAGES: readonly string[] = ['asked', 'offered', 'held', 'found'];
const ANSWERS: ReadonlySet<Intent> = new Set(['agrees', 'declines', 'cannotSay', 'repeat']);
const LEAVES: ReadonlySet<Intent> = new Set(['goodbye', 'notInterested', 'notNow']);

function isMidway(context: WorkflowContext, turn: UnderstoodTurn): boolean {
  const { words, utterance, intent } = turn;
  if (!OPEN_STAGES.includes(context.appointment?.stage ?? '')) return false;
  if (saysNeverMind(utterance) || isYes(context, turn) || wishIn(context, turn) !== null) return true;
  if (CALL_ME.test(words) || intent === 'goodbye') return false;
  if (meant(context, turn) !== null) return true;
  return LEAVES.has(intent) ? intent === 'notNow' && saysNo(utterance) : isAnswer(context, turn);
}

const isYes = (context: WorkflowContext, { utterance, nowWallMs }: UnderstoodTurn): boolean =>
  slotsAbout(context).some((slot) => saysYes(utterance, slot, { nowWallMs, timeZone: zoneOf(context) }));

const isAnswer = (context: WorkflowContext, { words, utterance, intent, facts }: UnderstoodTurn): boolean =>
  ANSWERS.has(intent) ||
  // Whatever is said to "What day and time suit you?" reads as a time; here it is one only where a calendar has it.
  (intent === 'answer' && facts.every(({ topic }) => topic === 'callBackTime')) ||
  saysNo(utterance) ||
  ASKS_AGAIN.test(words) ||
  (hedges(utterance) && intent !== 'question' && wasAsked(context));

/** The last thing said was about the slot: words that are unclear are so about it. */
const wasAsked = (context: WorkflowContext): boolean => slotsAbout(context).some((slot) => yesIsFor(context, slot));
