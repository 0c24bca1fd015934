import { BIDS } from '../bids.ts';
import { planningAgent, returns } from '../reply-plan.ts';
import { answerObjection } from './answer-objection.ts';
import { objectionIn } from './objection-in.ts';

/** Answers what a caller has against going on: once, honestly; then it is respected. */
export const objectionHandlerAgent = planningAgent({
  name: 'ObjectionHandlerAgent',
  canHandle: (context, turn) =>
    objectionIn({ ...turn, context }) === null
      ? { score: BIDS.none, reason: 'Nothing was objected.' }
      : { score: BIDS.objection, reason: 'The words are an objection.' },
  plan(situation) {
    const kind = objectionIn(situation);
    return kind === null ? returns('statement')(situation) : answerObjection(kind, situation);
  },
});
