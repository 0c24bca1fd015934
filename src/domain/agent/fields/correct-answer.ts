import type { Decision, UnderstoodTurn } from '../agent-definition.ts';
import { factsIn } from '../lead-facts.ts';
import { questionFor } from '../questions.ts';
import { spokenWords } from '../spoken-words.ts';
import type { Topic } from '../topic.ts';
import type { LeadFact, WorkflowContext } from '../workflow-context.ts';
import { expectedFor } from './field-kinds.ts';
import { priceSaid } from './price-said.ts';
import { spokenPrice } from './spoken-price.ts';

/** Answers that are read back in passing, with the comment on them: they need no yes, and a no puts them right. */
const IN_PASSING: readonly Topic[] = ['price', 'timing', 'callBackTime'];
/** More words than that are a story, and sound wrong as an echo. */
const MOST_WORDS = 5;
const TAKES_BACK = /^(?:(?:no|nope|sorry|wait|actually|i mean|i meant|make (?:that|it)|correction|oh|not) )+/;
/** A correction is short; whoever says more answers the question. */
const MOST_CORRECTING = 7;

/** "Four hundred fifty thousand, got it."; undefined for what cannot be echoed. */
export function impliedReadBack(facts: readonly LeadFact[]): string | undefined {
  const fact = facts.find(({ topic }) => IN_PASSING.includes(topic));
  const echo = fact && echoOf(fact);
  return echo === undefined ? undefined : `${echo.replace(/^[a-z]/, (letter) => letter.toUpperCase())}, got it.`;
}

function echoOf({ topic, value }: LeadFact): string | undefined {
  if (value === null) return undefined;
  if (topic === 'price') {
    const price = priceSaid(value);
    return price === null ? undefined : spokenPrice(price);
  }
  return value.split(' ').length > MOST_WORDS ? undefined : value;
}

/** "No, four fifteen", right after we echoed four fifty: the later words count. undefined for all else. Pure. */
export function correctAnswer(context: WorkflowContext, turn: UnderstoodTurn): Decision | undefined {
  const old = echoedFact(context);
  const value = old && correctedValue(turn.utterance, old.topic);
  if (!old || value === undefined || value === old.value) return undefined;
  const fresh: LeadFact = { topic: old.topic, value, quote: turn.utterance };
  const body = impliedReadBack([fresh]);
  const asks = context.lastAsked;
  return body === undefined
    ? undefined
    : {
        intent: 'answer',
        reason: 'The caller corrects an answer.',
        wording: 'fixed',
        ack: 'Sorry.',
        body,
        question: asks ? questionFor(asks, context) : '',
        convey: '',
        asks,
        expects: asks ? expectedFor(asks, context) : 'anything',
        hangUp: null,
        facts: [fresh],
      };
}

/** The answer that our last words read back. */
function echoedFact({ history, facts }: WorkflowContext): LeadFact | undefined {
  const said = history.findLast(({ side }) => side === 'agent')?.text ?? '';
  return facts.find((fact) => {
    const echo = impliedReadBack([fact]);
    return echo !== undefined && said.includes(echo);
  });
}

function correctedValue(utterance: string, topic: Topic): string | undefined {
  const words = spokenWords(utterance);
  const corrects = words.replace(TAKES_BACK, '');
  if (corrects === words || corrects.split(' ').length > MOST_CORRECTING) return undefined;
  return factsIn(corrects, topic).find((fact) => fact.topic === topic)?.value ?? undefined;
}
