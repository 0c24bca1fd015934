import type { AgentDefinition } from '../agent-definition.ts';
import { isStuck, next, pending, type Situation } from '../agenda-steps.ts';
import { BIDS } from '../bids.ts';
import { continueField } from '../fields/continue-field.ts';
import { impliedReadBack } from '../fields/correct-answer.ts';
import type { Intent } from '../intent.ts';
import { fact, type Plan, planningAgent, returns, say } from '../reply-plan.ts';
import { replies } from '../replies.ts';
import { pick, type Wordings } from '../wording.ts';
import { comments } from './comments.ts';

/** Takes the answers to what the agenda has. */
const answers = planningAgent({
  name: 'QualificationAgent',
  canHandle(context, { intent }) {
    const isAnswer = ANSWERS.has(intent) || (intent === 'statement' && isStuck({ context }));
    return isAnswer
      ? { score: BIDS.answer, reason: 'The words answer what was asked, or leave it open.' }
      : { score: BIDS.none, reason: 'Nothing was answered.' };
  },
  plan: (situation) => (plans[situation.intent] ?? unanswered)(situation),
});

/**
 * Asks what the agenda has, and takes the answers: the same questions in the same order for every lead. What is given
 * piece by piece, a number or an address, is taken down and read back before anything else.
 */
export const qualificationAgent: AgentDefinition = {
  ...answers,
  canHandle: (context, turn) =>
    continueField(context, turn)
      ? { score: BIDS.midway, reason: 'The words are of something that is being taken down.' }
      : answers.canHandle(context, turn),
  decide: (context, turn) => continueField(context, turn) ?? answers.decide(context, turn),
};

const ANSWERS: ReadonlySet<Intent> = new Set(['answer', 'cannotSay', 'agrees', 'declines']);

/** What cannot be taken for an answer is left open once it was asked twice. */
const unanswered = (situation: Situation): Plan =>
  isStuck(situation) ? leaveOpen(situation, replies.statement) : returns('statement')(situation);

const plans: Readonly<Partial<Record<Intent, (situation: Situation) => Plan>>> = {
  answer,
  cannotSay: (situation) => leaveOpen(situation, replies.cannotSay),
  agrees,
  declines,
};

/** A price or a time is echoed, so that the caller can put it right: no model may touch it. */
function answer(situation: Situation): Plan {
  const echo = impliedReadBack(situation.facts);
  if (echo) return { ...proceed(situation, [['Okay.', echo]]), free: false };
  return proceed(situation, comments[situation.context.lastAsked ?? situation.facts[0]?.topic ?? 'goal']);
}

function agrees(situation: Situation): Plan {
  const { lastAsked } = situation.context;
  if (lastAsked === 'callBack') return proceed(withFact(situation, 'callBack', 'yes'), comments.callBack);
  if (lastAsked === 'goodTime') return { wording: pick(comments.goodTime, situation.context), asks: next(situation) };
  if (lastAsked === 'price')
    return { wording: ['Great.', ''], asks: 'price', question: 'What number are you thinking of?' };
  return returns('statement')(situation);
}

function declines(situation: Situation): Plan {
  const { lastAsked } = situation.context;
  if (lastAsked === 'represented')
    return proceed({ ...situation, facts: [fact('represented', 'no', situation)] }, comments.represented);
  if (lastAsked === 'callBack')
    return {
      wording: say('declinedCallBack', situation),
      hangUp: 'completed',
      facts: [fact('callBack', 'no', situation)],
    };
  if (lastAsked === 'endCall') return { ...proceed(situation, comments.endCall), free: false };
  return leaveOpen(situation, replies.cannotSay);
}

const withFact = (situation: Situation, topic: Parameters<typeof fact>[0], value: string | null): Situation => ({
  ...situation,
  facts: [...situation.facts, fact(topic, value, situation)],
});

/** The caller cannot or will not answer: the question counts as asked, and the conversation goes on. */
function leaveOpen(situation: Situation, wordings: Wordings): Plan {
  const { lastAsked } = situation.context;
  if (lastAsked === null || lastAsked === 'goodTime' || lastAsked === 'endCall')
    return { wording: pick(wordings, situation.context), asks: pending(situation) };
  return { ...proceed(withFact(situation, lastAsked, null), wordings), free: false };
}

/** Comment on what was said, then the next question, or the end where all is asked. Carries the situation's facts. */
function proceed(situation: Situation, wordings: Wordings): Plan {
  const asks = next(situation);
  if (!asks) return { wording: say('completed', situation), hangUp: 'completed', facts: situation.facts };
  return {
    wording: pick(wordings, situation.context),
    free: true,
    asks,
    convey: 'React to that answer.',
    facts: situation.facts,
  };
}
