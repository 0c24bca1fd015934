import type { Decision } from './agent-definition.ts';
import { callerPatterns } from './caller-patterns.ts';
import { comments, fill, pick, questionFor, replies, type ReplyName, type Wording } from './conversation-replies.ts';
import { identification, purposeText } from './fixed-texts.ts';
import type { Intent } from './intent.ts';
import { recogniseIntent, type Understood } from './recognise-intent.ts';
import { spokenWords } from './spoken-words.ts';
import { agenda, expectedAnswer, type Topic } from './topic.ts';
import type { LeadFact, WorkflowContext } from './workflow-context.ts';

/** What the reply is made from. */
type Situation = { context: WorkflowContext; intent: Intent; utterance: string; facts: readonly LeadFact[] };
type Plan = {
  wording: Wording;
  free?: boolean;
  asks?: Topic | null;
  /** Instead of the topic's usual question. */
  question?: string;
  hangUp?: string;
  convey?: string;
  /** More facts than the words alone tell ("no" to "do you have an agent?"). */
  facts?: readonly LeadFact[];
};

/** Decides what is said to what the caller meant. Pure: same context, same words, same reply. */
export function planReply(context: WorkflowContext, understood: Understood, utterance: string): Decision {
  const situation: Situation = { context, intent: understood.intent, utterance, facts: understood.facts };
  return finish(situation, planFor(situation));
}

function planFor(situation: Situation): Plan {
  const { context, intent } = situation;
  if (intent === 'optOut' || (context.optedOut && !context.parted)) return plans.optOut(situation);
  return context.parted ? alreadyParted(situation) : plans[intent](situation);
}

function finish({ context, intent, facts }: Situation, plan: Plan): Decision {
  const asks = plan.asks ?? null;
  return {
    intent,
    reason: reasons[intent],
    wording: plan.free ? 'free' : 'fixed',
    ack: fill(plan.wording[0], context),
    body: fill(plan.wording[1], context),
    question: plan.question ?? (asks ? questionFor(asks, context) : ''),
    convey: plan.convey ?? '',
    asks,
    expects: asks ? expectedAnswer[asks] : 'anything',
    hangUp: plan.hangUp ?? null,
    facts: [...facts, ...(plan.facts ?? [])],
  };
}

const say = (name: ReplyName, { context }: Situation): Wording => pick<Wording>(replies[name], context, name.length);
const fact = (topic: Topic, value: string | null, { utterance }: Situation): LeadFact => ({
  topic,
  value,
  quote: utterance,
});

/** Parting words: nothing is asked, and the agent hangs up. */
const parts =
  (name: ReplyName, reason: string) =>
  (situation: Situation): Plan => ({ wording: say(name, situation), hangUp: reason });
/** Words in between; then back to where the conversation was. */
const returns =
  (name: ReplyName, more: Partial<Plan> = {}) =>
  (situation: Situation): Plan => ({ wording: say(name, situation), asks: pending(situation), ...more });

const alreadyParted = parts('alreadyParted', 'parted');

const plans: Readonly<Record<Intent, (situation: Situation) => Plan>> = {
  optOut: parts('optOut', 'opt-out'),
  // A machine gets no words at all: an artificial voice on it would be one more call (COMPLIANCE C16).
  voicemail: () => ({ wording: ['', ''], hangUp: 'voicemail' }),
  callScreen: (situation) => ({ wording: say('callScreen', situation) }),
  notMyLanguage: parts('notMyLanguage', 'language'),
  aiQuestion: (situation) => returns(admission(situation.utterance))(situation),
  wrongPerson: parts('wrongPerson', 'wrong-person'),
  numberSource: returns('numberSource'),
  human: (situation) => ({
    wording: say('human', situation),
    asks: 'callBackTime',
    facts: [fact('callBack', 'yes', situation)],
  }),
  advice: returns('advice'),
  fairHousing: returns('fairHousing'),
  represented: (situation) => ({
    ...parts('represented', 'represented')(situation),
    facts: [fact('represented', 'yes', situation)],
  }),
  identity,
  purpose: returns('purpose'),
  notNow,
  notInterested: parts('notInterested', 'not-interested'),
  hold: (situation) => ({ wording: say('hold', situation) }),
  lineCheck: returns('lineCheck'),
  repeat,
  smallTalk: (situation) =>
    /\bhow\b|\byou\b/i.test(situation.utterance)
      ? returns('smallTalk', { free: true, convey: 'Answer in a friendly way.' })(situation)
      : returns('chat', { free: true, convey: 'React in a friendly way.' })(situation),
  goodbye: (situation) =>
    parts(
      situation.facts.some(({ topic }) => topic === 'callBackTime') ? 'notNowWithTime' : 'goodbye',
      'goodbye',
    )(situation),
  thanks: returns('thanks'),
  answer: (situation) =>
    proceed(situation, comments[situation.context.lastAsked ?? situation.facts[0]?.topic ?? 'goal']),
  cannotSay: (situation) => leaveOpen(situation, replies.cannotSay),
  agrees,
  declines,
  greeting: returns('greeting'),
  question: returns('question'),
  statement: (situation) =>
    isStuck(situation)
      ? leaveOpen(situation, replies.statement)
      : returns('statement', { free: true, convey: 'React in a friendly way.' })(situation),
  keyed: returns('keyed'),
  unclear,
  silent,
};

function notNow(situation: Situation): Plan {
  if (situation.facts.some(({ topic }) => topic === 'callBackTime'))
    return { wording: say('notNowWithTime', situation), hangUp: 'call-back' };
  if (situation.context.lastAsked === 'callBackTime')
    return { wording: say('goodbye', situation), hangUp: 'call-back' };
  return { wording: say('notNow', situation), asks: 'callBackTime', facts: [fact('callBack', 'yes', situation)] };
}

/** Yes and no only where the question leaves no doubt which of them is true. */
function admission(utterance: string): ReplyName {
  const words = spokenWords(utterance);
  const asksMachine =
    /\b(?:are you|is (?:this|that|it)|am i)\b.*\b(?:robot|bot|machine|computer|ai|recording|automated|artificial)\b/.test(
      words,
    );
  const asksHuman =
    /\b(?:are you|is (?:this|that|it)|am i)\b.*\b(?:real|human|person|live|actual|someone|somebody)\b/.test(words);
  if (asksMachine === asksHuman || /\bnot\b/.test(words)) return 'aiAdmission';
  return asksMachine ? 'aiYes' : 'aiNo';
}

/** "Who is this, and what is it about?" is two questions. */
function identity(situation: Situation): Plan {
  const words = spokenWords(situation.utterance);
  if (!callerPatterns.purpose?.some((pattern) => pattern.test(words))) return returns('identity')(situation);
  const { seed } = situation.context;
  const [ack] = say('identity', situation);
  return { wording: [ack, `${identification(seed)} ${purposeText(seed)}`], asks: pending(situation) };
}

/** Before anything was asked, "what?\" means the opener. */
function repeat(situation: Situation): Plan {
  const { lastAsked, seed } = situation.context;
  const [ack, body] = say('repeat', situation);
  const opening = lastAsked === null || lastAsked === 'goodTime';
  return { wording: [ack, opening ? `${identification(seed)} ${purposeText(seed)}` : body], asks: pending(situation) };
}

function agrees(situation: Situation): Plan {
  const { lastAsked } = situation.context;
  if (lastAsked === 'callBack')
    return proceed(
      { ...situation, facts: [...situation.facts, fact('callBack', 'yes', situation)] },
      comments.callBack,
    );
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
  return leaveOpen(situation, replies.cannotSay);
}

/** Not understood three times in a row: the line is no use, and a machine that asks on is a nuisance. */
function unclear(situation: Situation): Plan {
  if (situation.context.unclear < 2) return returns('unclear')(situation);
  return {
    wording: ["I'm sorry.", "I can't hear you well. I'll leave it here. Thank you, goodbye."],
    hangUp: 'not-understood',
  };
}

/** So often we speak up into a silence before we leave; longer where the caller asked for a moment. */
const SPEAKS_UP = { usual: 2, onHold: 5 } as const;

/** Nobody answers: a machine that talks to an empty line for ever is a nuisance, and a bill. */
function silent(situation: Situation): Plan {
  const { context } = situation;
  const last = context.history.findLastIndex(({ side }) => side !== 'agent');
  const spokeUp = Math.max(0, context.history.length - last - 2);
  const onHold = recogniseIntent(context, context.history[last]?.text ?? '').intent === 'hold';
  if (spokeUp >= (onHold ? SPEAKS_UP.onHold : SPEAKS_UP.usual)) return parts('silentForGood', 'silent')(situation);
  if (onHold) return { wording: pick<Wording>(replies.stillHolding, context, spokeUp) };
  const wording = say(spokeUp === 0 ? 'silent' : 'silentAgain', situation);
  const topic = context.lastAsked ?? 'goodTime';
  if (known(situation, topic)) return { wording };
  const asked = { ...context.asked, [topic]: (context.asked[topic] ?? 0) + spokeUp };
  return { wording, asks: topic, question: questionFor(topic, { ...context, asked }) };
}

/** The caller cannot or will not answer: the question counts as asked, and the conversation goes on. */
function leaveOpen(situation: Situation, wordings: readonly [Wording, ...Wording[]]): Plan {
  const { lastAsked } = situation.context;
  if (lastAsked === null || lastAsked === 'goodTime')
    return { wording: pick(wordings, situation.context), asks: pending(situation) };
  return {
    ...proceed({ ...situation, facts: [...situation.facts, fact(lastAsked, null, situation)] }, wordings),
    free: false,
  };
}

/** Comment on what was said, then the next question, or the end where all is asked. Carries the situation's facts. */
function proceed(situation: Situation, wordings: readonly [Wording, ...Wording[]]): Plan {
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

const known = ({ context, facts }: Situation, topic: Topic): LeadFact | undefined =>
  facts.find((item) => item.topic === topic) ?? context.facts.find((item) => item.topic === topic);

function next(situation: Situation): Topic | null {
  const callBack = known(situation, 'callBack');
  if (callBack) return callBack.value === 'yes' && !known(situation, 'callBackTime') ? 'callBackTime' : null;
  if (known(situation, 'callBackTime')) return null;
  return agenda.find((topic) => !known(situation, topic)) ?? null;
}

const isStuck = ({ context }: Situation): boolean =>
  context.lastAsked !== null && (context.asked[context.lastAsked] ?? 0) >= 2;

/** The question still open; one that was asked twice in vain is not asked again. */
function pending(situation: Situation): Topic | null {
  const { lastAsked } = situation.context;
  if (lastAsked === null) return 'goodTime';
  if (lastAsked === 'goodTime') return isStuck(situation) ? next(situation) : 'goodTime';
  return known(situation, lastAsked) ? (next(situation) ?? lastAsked) : lastAsked;
}

const reasons: Readonly<Record<Intent, string>> = {
  optOut: 'The caller does not want to be called.',
  voicemail: 'A machine answered.',
  callScreen: 'The call is being screened.',
  notMyLanguage: 'The caller speaks another language.',
  aiQuestion: 'The caller asks whether this is an AI.',
  wrongPerson: 'This is not the person we meant to call.',
  numberSource: 'The caller asks where the number came from.',
  human: 'The caller asks for a person.',
  advice: 'A question for the licensed agent.',
  fairHousing: 'A question that fair housing rules leave to public sources.',
  represented: 'The caller has an agent already.',
  identity: 'The caller asks who is calling.',
  purpose: 'The caller asks what the call is about.',
  notNow: 'It is not a good time.',
  notInterested: 'The caller is not interested.',
  hold: 'The caller asks for a moment.',
  lineCheck: 'The caller checks the line.',
  repeat: 'The caller asks to hear it again.',
  smallTalk: 'Small talk.',
  goodbye: 'The caller says goodbye.',
  thanks: 'The caller says thanks.',
  answer: 'The caller answered.',
  cannotSay: 'The caller leaves the question open.',
  agrees: 'The caller agrees.',
  declines: 'The caller declines.',
  greeting: 'The caller greets.',
  question: 'A question for the licensed agent.',
  statement: 'The caller tells something.',
  keyed: 'The caller pressed a key.',
  unclear: 'The words were not understood.',
  silent: 'The caller says nothing.',
};
