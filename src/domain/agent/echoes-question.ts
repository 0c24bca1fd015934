import { questions } from './questions.ts';
import { spokenWords } from './spoken-words.ts';
import type { Topic } from './topic.ts';

/** "A condo?" may be an answer that is not sure of itself. */
const FEWEST_WORDS = 3;
/** Both of what there is to choose from, with or without a question mark: nobody answers so. */
const ASKS_GOAL =
  /^(?:(?:is it|about|are you|am i|thinking of|for|would that be) )*selling (?:or )?buying(?: or both)?$/;

/**
 * Whether the caller only asks back what was asked: a question of at least three words, all of them ours, in whichever
 * way we put it. Pure.
 */
export function echoesQuestion(utterance: string, topic: Topic): boolean {
  const words = spokenWords(utterance);
  if (topic === 'goal' && ASKS_GOAL.test(words)) return true;
  const said = words.split(' ');
  if (!/[?？]\s*$/.test(utterance) || said.length < FEWEST_WORDS) return false;
  return said.every((word) => oursOf(topic).has(word));
}

const oursOf = (topic: Topic): ReadonlySet<string> => new Set(spokenWords(questions[topic].join(' ')).split(' '));
