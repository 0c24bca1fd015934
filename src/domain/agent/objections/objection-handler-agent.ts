import type { Situation } from '../agenda-steps.ts';
import { BIDS } from '../bids.ts';
import type { Intent } from '../intent.ts';
import { fact, parts, type Plan, planningAgent, returns, say } from '../reply-plan.ts';

/** Answers what a caller has against going on: once, honestly; then it is respected. */
export const objectionHandlerAgent = planningAgent({
  name: 'ObjectionHandlerAgent',
  canHandle: (_context, { intent }) =>
    intent in plans
      ? { score: BIDS.objection, reason: 'The words are an objection.' }
      : { score: BIDS.none, reason: 'Nothing was objected.' },
  plan: (situation) => (plans[situation.intent] ?? returns('statement'))(situation),
});

const plans: Readonly<Partial<Record<Intent, (situation: Situation) => Plan>>> = {
  represented: (situation) => ({
    ...parts('represented', 'represented')(situation),
    facts: [fact('represented', 'yes', situation)],
  }),
  notNow,
  notInterested: parts('notInterested', 'not-interested'),
};

function notNow(situation: Situation): Plan {
  if (situation.facts.some(({ topic }) => topic === 'callBackTime'))
    return { wording: say('notNowWithTime', situation), hangUp: 'call-back' };
  if (situation.context.lastAsked === 'callBackTime')
    return { wording: say('goodbye', situation), hangUp: 'call-back' };
  return { wording: say('notNow', situation), asks: 'callBackTime', facts: [fact('callBack', 'yes', situation)] };
}
