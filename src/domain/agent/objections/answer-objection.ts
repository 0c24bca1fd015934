import { known, next, pending, type Situation } from '../agenda-steps.ts';
import { admission } from '../conversation/identity.ts';
import { callerPatterns } from '../caller-patterns.ts';
import { fact, parts, type Plan, say } from '../reply-plan.ts';
import type { ReplyName } from '../replies.ts';
import type { Topic } from '../topic.ts';
import type { Objection, ObjectionKind } from './objection.ts';
import { IS_FINAL, LEAVES_ROOM } from './objection-patterns.ts';
import { timesMet } from './objection-in.ts';

type Answer = Plan & { outcome: Objection['outcome'] };

/** So many objections of a call are followed up by a question; whoever has more wants to be left in peace. */
const MOST_FOLLOW_UPS = 2;

/** One honest answer and at most one question, by what was answered before; then the objection is respected. Pure. */
export function answerObjection(kind: ObjectionKind, situation: Situation): Plan {
  const { outcome, ...plan } = answers[kind](situation);
  return { ...plan, objection: { kind, outcome } };
}

/** Lets the caller go. */
const respect = (name: ReplyName, situation: Situation, hangUp: string): Answer => ({
  ...parts(name, hangUp)(situation),
  outcome: 'respected',
});
const followUp = (name: ReplyName, situation: Situation, about: { asks: Topic; question?: string }): Answer => ({
  wording: say(name, situation),
  ...about,
  outcome: 'followedUp',
});

const answers: Readonly<Record<ObjectionKind, (situation: Situation) => Answer>> = {
  // Whoever has an agent is not solicited (Code of Ethics, Article 16).
  hasAgent: (situation) => ({
    ...respect('represented', situation, 'represented'),
    facts: [fact('represented', 'yes', situation)],
  }),
  notInterested,
  justLooking: (situation) => {
    const asks = onward(situation);
    const isFirst = timesMet(situation, 'justLooking') === 0 && !isPestered(situation);
    return isFirst && asks
      ? followUp('justLooking', situation, { asks })
      : respect('leaveItThere', situation, 'just-looking');
  },
  busy,
  price: (situation) => {
    const met = timesMet(situation, 'price');
    const asks = onward(situation);
    if (met > 1 || !asks) return respect('leaveItThere', situation, 'price');
    return {
      wording: say(met === 0 ? 'price' : 'noted', situation),
      asks,
      outcome: met === 0 ? 'handedOver' : 'respected',
    };
  },
  commission: (situation) => ({
    wording: say('advice', situation),
    asks: timesMet(situation, 'commission') > 0 && mayOfferCall(situation) ? 'callBack' : pending(situation),
    outcome: 'handedOver',
  }),
  sendEmail,
  badTiming: (situation) => {
    if (timesMet(situation, 'badTiming') > 0 || isPestered(situation))
      return respect('leaveItThere', situation, 'bad-timing');
    if (!known(situation, 'timing') && !situation.context.asked.timing)
      return followUp('badTiming', situation, { asks: 'timing', question: 'When might be a better time for you?' });
    return mayOfferCall(situation)
      ? followUp('badTiming', situation, {
          asks: 'callBack',
          question: 'Would a call from {human} later on be all right?',
        })
      : respect('leaveItThere', situation, 'bad-timing');
  },
  numberSource: (situation) =>
    wasFollowedUp(situation, 'numberSource')
      ? respect('leaveItThere', situation, 'number-source')
      : followUp('numberResented', situation, { asks: 'endCall' }),
  robot: (situation) => {
    if (timesMet(situation, 'robot') > 0 || !mayOfferCall(situation) || isPestered(situation))
      return respect('leaveItThere', situation, 'robot');
    const reply = situation.intent === 'aiQuestion' ? admission(situation) : 'robot';
    return followUp(reply, situation, { asks: 'callBack', question: 'Would you rather hear from {human}?' });
  },
  // An apology, once. Whoever is angry again, or wants nothing beside, is not talked to any longer.
  anger: (situation) => {
    if (timesMet(situation, 'anger') > 0) return respect('angryAgain', situation, 'anger');
    return isRefusal(situation)
      ? respect('angryRefusal', situation, 'anger')
      : followUp('anger', situation, { asks: 'endCall' });
  },
};

/** A flat no is a no. One that leaves room gets one sentence, and one question that is easy to decline. */
function notInterested(situation: Situation): Answer {
  const { words, context } = situation;
  const mayAsk = context.objections.every(({ outcome }) => outcome !== 'followedUp') && mayOfferCall(situation);
  return mayAsk && LEAVES_ROOM.test(words) && !IS_FINAL.test(words)
    ? followUp('notInterestedYet', situation, {
        asks: 'callBack',
        question: 'Would a call from {human} some other time be all right?',
      })
    : respect('notInterested', situation, 'not-interested');
}

function busy(situation: Situation): Answer {
  if (situation.facts.some(({ topic }) => topic === 'callBackTime'))
    return respect('notNowWithTime', situation, 'call-back');
  if (situation.context.lastAsked === 'callBackTime' || timesMet(situation, 'busy') > 0)
    return respect('goodbye', situation, 'call-back');
  const facts = [fact('callBack', 'yes', situation)];
  if (OTHER_NUMBER.test(situation.words) && !situation.context.asked.phoneNumber)
    return {
      ...followUp('notNow', situation, { asks: 'phoneNumber', question: 'What number is that?' }),
      facts,
      field: { field: 'phoneNumber', heard: [], value: '', stage: 'taking', tries: 0 },
    };
  return { ...followUp('notNow', situation, { asks: 'callBackTime' }), facts };
}

/** "Call me on my other number": not the one that we are talking on. */
const OTHER_NUMBER =
  /\b(?:another|other|different|new|work|office|home|cell|mobile)(?: phone| cell)? (?:number|phone|line)\b|\bon my (?:cell|mobile|landline)\b/;

/** The wish is noted for the human, with the address where the caller gives one: nothing here can send anything. */
function sendEmail(situation: Situation): Answer {
  const { lastAsked } = situation.context;
  const isOver = lastAsked === 'callBack' || lastAsked === 'callBackTime' || known(situation, 'email') !== undefined;
  if (isOver || timesMet(situation, 'sendEmail') > 0 || isPestered(situation))
    return respect('emailNoted', situation, 'email');
  return followUp('sendEmail', situation, { asks: 'email' });
}

/** Where the conversation goes on. Whoever objects to the opener talks to us already: they have the minute. */
const onward = (situation: Situation): Topic | null => {
  const { lastAsked } = situation.context;
  return lastAsked === null || lastAsked === 'goodTime' ? next(situation) : pending(situation);
};

/** A call from the human is offered once. */
const mayOfferCall = (situation: Situation): boolean =>
  !known(situation, 'callBack') && !known(situation, 'callBackTime') && !situation.context.asked.callBack;

const isPestered = ({ context }: Situation): boolean =>
  context.objections.filter(({ outcome }) => outcome === 'followedUp').length >= MOST_FOLLOW_UPS;

const wasFollowedUp = ({ context }: Situation, kind: ObjectionKind): boolean =>
  context.objections.some((objection) => objection.kind === kind && objection.outcome === 'followedUp');

const isRefusal = ({ words }: Situation): boolean =>
  callerPatterns.notInterested?.some((pattern) => pattern.test(words)) ?? false;
