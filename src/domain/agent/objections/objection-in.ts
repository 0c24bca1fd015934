import type { Situation } from '../agenda-steps.ts';
import type { Intent } from '../intent.ts';
import type { ObjectionKind } from './objection.ts';
import { ABOUT_COMMISSION, objectionPatterns, RESENTS_NUMBER } from './objection-patterns.ts';

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
  return KINDS[intent] ?? null;
}

/** How often the caller has heard us answer such an objection. */
export const timesMet = ({ context }: Pick<Situation, 'context'>, kind: ObjectionKind): number =>
  context.objections.filter((objection) => objection.kind === kind).length;
