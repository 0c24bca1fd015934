import type { Situation } from '../agenda-steps.ts';
import { callerPatterns } from '../caller-patterns.ts';
import type { Intent } from '../intent.ts';
import type { ObjectionKind } from './objection.ts';
import { ABOUT_COMMISSION, objectionPatterns, REFUSES_MACHINES, RESENTS_NUMBER } from './objection-patterns.ts';

const KINDS: Readonly<Partial<Record<Intent, ObjectionKind>>> = {
  represented: 'hasAgent',
  notInterested: 'notInterested',
  justLooking: 'justLooking',
  notNow: 'busy',
  tooExpensive: 'price',
  sendEmail: 'sendEmail',
  badTiming: 'badTiming',
  noRobots: 'robot',
  anger: 'anger',
};

type Objected = Pick<Situation, 'intent' | 'words' | 'context'>;

/**
 * What the caller has against going on; null for nothing. Where the number came from is a question, and becomes an
 * objection when it is asked in anger or once more.
 */
export function objectionIn(situation: Objected): ObjectionKind | null {
  const { intent, words } = situation;
  if (intent === 'advice') return ABOUT_COMMISSION.test(words) ? 'commission' : null;
  if (intent === 'numberSource') {
    const resents = RESENTS_NUMBER.test(words) || objectionPatterns.anger.some((pattern) => pattern.test(words));
    return resents || timesMet(situation, 'numberSource') > 0 ? 'numberSource' : null;
  }
  if (intent === 'aiQuestion' && REFUSES_MACHINES.test(words)) return 'robot';
  if (intent === 'human' && refusesAgain(situation)) return 'robot';
  return KINDS[intent] ?? null;
}

/** Was told what this is and who the person is, and wants neither: "No, I do not talk to machines." */
const refusesAgain = (situation: Objected): boolean =>
  REFUSES_MACHINES.test(situation.words) &&
  timesMet(situation, 'robot') > 0 &&
  !callerPatterns.agrees?.some((pattern) => pattern.test(situation.words)) &&
  !ASKS_FOR_PERSON.test(situation.words);
const ASKS_FOR_PERSON = /\b(?:person|human|agent|someone|somebody|manager|transfer|connect|put me)\b/;

/** How often the caller has heard us answer such an objection. */
export const timesMet = ({ context }: Pick<Situation, 'context'>, kind: ObjectionKind): number =>
  context.objections.filter((objection) => objection.kind === kind).length;
