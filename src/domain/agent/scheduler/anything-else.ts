import type { Decision, UnderstoodTurn } from '../agent-definition.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import { decided } from './appointment-decision.ts';
import { wishIn } from './appointment-wish.ts';
import { QUESTIONS, say } from './appointment-words.ts';

const NO = /^(?:no|nope|nah)\b/;
/** More words than that are about something. */
const MOST_WORDS = 6;

/**
 * What is done about a plain answer to "Is there anything else I can do?"; undefined where that was not asked last, or the
 * words are about something. Pure.
 */
export function answerAnythingElse(context: WorkflowContext, turn: UnderstoodTurn): Decision | undefined {
  const { intent, words, facts } = turn;
  const last = context.history.findLast(({ side }) => side !== 'caller');
  const isPlain = facts.length === 0 && words.split(' ').length <= MOST_WORDS;
  if (last?.side !== 'agent' || !last.text.trimEnd().endsWith(QUESTIONS.more) || !isPlain) return undefined;
  // "Oh no, I have to cancel." – "No wait, at three."
  if (wishIn(context, turn) !== null) return undefined;
  if (intent === 'agrees')
    return {
      ...decided(turn, 'The caller wants something else.', { ack: 'Sure.', question: QUESTIONS.what }),
      asks: null,
    };
  if (intent === 'declines' || (intent === 'notInterested' && NO.test(words)))
    return { ...decided(turn, 'There is nothing else.', { body: say.parting }), hangUp: 'completed' };
  return undefined;
}
