import type { Decision } from './agent-definition.ts';
import { purposeText } from './fixed-texts.ts';
import type { Intent } from './intent.ts';
import { questionFor } from './questions.ts';
import type { WorkflowContext } from './workflow-context.ts';

/** What the human could say: a beginning and a question that are fixed, and in between what a model may word. */
export type SuggestedWords = { ack: string; body: string; question: string; free: boolean };

/** More than this nobody reads while they speak. */
const MOST_WORDS = 25;

/**
 * What an agent decided about the caller's words, for the human who has the call to say. Pure. Where the agent speaks of
 * itself or of the human, a person says it differently; null where there is nothing to say.
 */
export function suggestWords(context: WorkflowContext, decision: Decision): SuggestedWords | null {
  const own = inPerson[decision.intent];
  if (own === null) return null;
  if (own) return fixed(own(context));
  if (decision.hangUp !== null) return fixed('I have all that I need. Thank you for your time.');
  const { asks, ack } = decision;
  const question = asks === 'callBack' ? 'Shall I call you back about it?' : asks ? questionFor(asks, context) : '';
  return { ack, body: '', question, free: decision.wording === 'free' };
}

/** The words in one line: without what a model added where that makes it too long. */
export function suggestionText({ ack, body, question }: Omit<SuggestedWords, 'free'>): string {
  const inOne = (...parts: string[]) => parts.filter(Boolean).join(' ');
  const whole = inOne(ack, body, question);
  if (whole.split(/\s+/).length <= MOST_WORDS) return whole;
  const words = inOne(ack, body && ack ? '' : body, question).split(/\s+/);
  return words.length <= MOST_WORDS ? words.join(' ') : `${words.slice(0, MOST_WORDS).join(' ')}…`;
}

const fixed = (body: string): SuggestedWords => ({ ack: '', body, question: '', free: false });

/** null: nobody is waiting for words. Not named: as the agent would say it. */
const inPerson: Partial<Record<Intent, ((context: WorkflowContext) => string) | null>> = {
  voicemail: null,
  callScreen: null,
  hold: null,
  optOut: () => "Understood. I'll see to it that you are not called again. Sorry for the trouble.",
  aiQuestion: () => 'You are talking to a person now. How can I help?',
  identity: ({ seed }) => `I'm ${seed.humanName}, with ${seed.brokerage}.`,
  human: () => 'You have me now. What would you like to know?',
  purpose: ({ seed }) => purposeText(seed),
  numberSource: () => 'Let me look up where we have your number from. Shall we stop calling you?',
  advice: () => 'Good question. Let us go through that together.',
  question: () => 'Good question. Let us go through that together.',
  fairHousing: () => "I can't speak to that, but I can point you to public sources for it.",
  notMyLanguage: () => 'Which language would you like to speak?',
  wrongPerson: () => "I'm sorry, then I have the wrong number. Have a good day.",
  anger: () => "I'm sorry about that. Would you rather end the call here?",
  noRobots: () => 'You are talking to a person now. How can I help?',
  sendEmail: () => 'Of course. Which e-mail address is the best one?',
  justLooking: () => 'That is fine. There is no rush at all.',
  tooExpensive: () => 'I understand. Let us see together what would work for you.',
  badTiming: () => 'That makes sense. When might be a better time for you?',
  notInterested: () => 'I understand. Thank you for telling me, and have a good day.',
  represented: () => "Then your agent looks after you, and I won't get in the way.",
  notNow: () => 'No problem. When would be a better time?',
  lineCheck: () => 'Yes, I can hear you.',
  repeat: () => 'Of course, let me say that again.',
  unclear: () => 'Sorry, could you say that again?',
  goodbye: () => 'Thank you for your time. Goodbye.',
};
