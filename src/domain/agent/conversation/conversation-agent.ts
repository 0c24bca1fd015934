import type { Situation } from '../agenda-steps.ts';
import type { UnderstoodTurn } from '../agent-definition.ts';
import { BIDS } from '../bids.ts';
import type { Intent } from '../intent.ts';
import { objectionIn } from '../objections/objection-in.ts';
import { ABOUT_MACHINES } from '../objections/objection-patterns.ts';
import { fact, parts, type Plan, planningAgent, returns, say } from '../reply-plan.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import { admission, identity, repeat } from './identity.ts';
import { isSilentForGood, silent } from './silent.ts';

/** The first agent of every call: greeting, identity, small talk, machines, the line itself, and the parting. */
export const conversationAgent = planningAgent({
  name: 'ConversationAgent',
  canHandle(context, turn) {
    return isBinding(context, turn)
      ? { score: BIDS.binding, reason: 'Nobody else may answer this.' }
      : { score: BIDS.conversation, reason: 'Carries the conversation.' };
  },
  plan(situation) {
    const { context, intent } = situation;
    if (intent === 'optOut' || (context.optedOut && !context.parted)) return optOut(situation);
    if (context.parted) return alreadyParted(situation);
    return (plans[intent] ?? statement)(situation);
  },
});

const BINDING: ReadonlySet<Intent> = new Set([
  'optOut',
  'voicemail',
  'callScreen',
  'notMyLanguage',
  'wrongPerson',
  'human',
]);

function isBinding(context: WorkflowContext, turn: UnderstoodTurn): boolean {
  const { intent } = turn;
  if (context.optedOut || context.parted) return true;
  // Who will talk to no machine, and not to the person either, asks for nobody.
  if (BINDING.has(intent)) return intent !== 'human' || objectionIn({ ...turn, context }) === null;
  return intent === 'silent' && isSilentForGood(context);
}

const optOut = parts('optOut', 'opt-out');
const alreadyParted = parts('alreadyParted', 'parted');
const statement = returns('statement', { free: true, convey: 'React in a friendly way.' });

const plans: Readonly<Partial<Record<Intent, (situation: Situation) => Plan>>> = {
  // A machine gets no words at all: an artificial voice on it would be one more call (COMPLIANCE C16).
  voicemail: () => ({ wording: ['', ''], hangUp: 'voicemail' }),
  callScreen: (situation) => ({ wording: say('callScreen', situation) }),
  notMyLanguage: parts('notMyLanguage', 'language'),
  aiQuestion: (situation) => returns(admission(situation))(situation),
  wrongPerson: parts('wrongPerson', 'wrong-person'),
  numberSource: (situation) => ({
    ...returns('numberSource')(situation),
    objection: { kind: 'numberSource', outcome: 'answered' },
  }),
  human: (situation) => ({
    wording: say('human', situation),
    asks: 'callBackTime',
    facts: [fact('callBack', 'yes', situation)],
    ...(ABOUT_MACHINES.test(situation.words) ? { objection: { kind: 'robot', outcome: 'handedOver' } as const } : {}),
  }),
  advice: returns('advice'),
  fairHousing: returns('fairHousing'),
  identity,
  purpose: returns('purpose'),
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
  greeting: returns('greeting'),
  question: returns('question'),
  keyed: returns('keyed'),
  unclear,
  silent,
};

/** Not understood three times in a row: the line is no use, and a machine that asks on is a nuisance. */
function unclear(situation: Situation): Plan {
  if (situation.context.unclear < 2) return returns('unclear')(situation);
  return {
    wording: ["I'm sorry.", "I can't hear you well. I'll leave it here. Thank you, goodbye."],
    hangUp: 'not-understood',
  };
}
