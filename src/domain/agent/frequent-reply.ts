import type { Decision, UnderstoodTurn } from './agent-definition.ts';
import { spokenWords } from './spoken-words.ts';
import type { Topic } from './topic.ts';
import type { WorkflowContext } from './workflow-context.ts';

/** An answer longer than this tells more than the one fact that was found in it. */
const MOST_WORDS = 8;
/** Topics whose answers are a few words that many callers give. */
const CLOSED: ReadonlySet<Topic> = new Set<Topic>(['goal', 'propertyType']);

const HOW_ARE_YOU =
  /^(?:(?:hi|hello|hey|riley|there|yes|good (?:morning|afternoon|evening)|(?:i am |doing )?(?:good|fine|well|great|okay)|thank you|thanks|and) )*how are you(?: doing)?(?: (?:today|this morning|this afternoon|this evening))?$/;

/**
 * What a reply means whose words serve any caller as well; null where they answer what this caller said. Pure. Only a
 * model's words are meant: what is rehearsed is there anyway.
 */
export function frequentMeaning(turn: UnderstoodTurn, decision: Decision): string | null {
  if (decision.wording !== 'free' || (decision.notes ?? []).length > 0) return null;
  const words = spokenWords(turn.utterance);
  if (decision.intent === 'smallTalk') return HOW_ARE_YOU.test(words) ? 'how are you' : null;
  if (decision.intent !== 'answer' || words.split(' ').length > MOST_WORDS) return null;
  const [fact, ...more] = turn.facts;
  return fact?.value && more.length === 0 && CLOSED.has(fact.topic) ? `${fact.topic} is ${fact.value}` : null;
}

/**
 * Whether words that a model made in this call can be said in any other: they are whole sentences, hold no number, not the
 * caller's name, and no word of weight that this caller or the human has used, but for those of the meaning itself.
 */
export function servesAnyCaller(
  text: string,
  context: WorkflowContext,
  said: { utterance: string; meaning: string },
): boolean {
  if (/\d/.test(text) || !/[.!]$/.test(text)) return false;
  const words = weighty(text);
  const shared = new Set(weighty(said.meaning));
  const heard = [...context.history.filter(({ side }) => side !== 'agent').map((one) => one.text), said.utterance];
  const theirs = new Set([...heard.flatMap(weighty), ...spokenWords(context.seed.leadName).split(' ')]);
  return (
    spokenWords(text) !== '' && !words.some((word) => theirs.has(word) && !shared.has(stem(word)) && !shared.has(word))
  );
}

const weighty = (text: string): string[] => {
  const words = spokenWords(text).split(' ').filter(Boolean);
  return words.filter((word) => !LIGHT.has(word));
};
const stem = (word: string): string => word.replace(/(?:ing|s)$/, '');

/** Words that everybody uses. */
const LIGHT: ReadonlySet<string> = new Set(
  `a about absolutely again all am an and any are as asking at be been but can day do doing fine for from glad good got great
  happy have hear hello help here hi how i in is it just know lovely me morning my nice not now of okay on our out really see
  so sounds sure thank thanks that the then there they this to today too us very want was we well what wonderful would yes you
  your`
    .trim()
    .split(/\s+/),
);
