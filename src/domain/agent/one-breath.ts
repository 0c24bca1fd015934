import type { Decision } from './agent-definition.ts';

/** Longer than this, a caller stops listening. In words, the digits of a number among them. */
export const MOST_WORDS = 40;

export const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;

const sentencesOf = (text: string): string[] => text.match(/[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]*\s*/g) ?? [];

/**
 * The words of a decision in one breath: where ack, body and question together are longer, whole sentences go from the end
 * of the body. Its first sentence is what it is about, and stays; of a parting the goodbye stays as well. Pure.
 */
export function inOneBreath<Words extends Pick<Decision, 'ack' | 'body' | 'question' | 'hangUp'>>(words: Words): Words {
  const most = MOST_WORDS - countWords(words.ack) - countWords(words.question);
  const sentences = sentencesOf(words.body);
  const kept = words.hangUp === null ? 1 : 2;
  while (sentences.length > kept && countWords(sentences.join('')) > most)
    sentences.splice(words.hangUp === null ? -1 : -2, 1);
  return { ...words, body: sentences.join('').trim() };
}
