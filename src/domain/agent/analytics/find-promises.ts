import type { Turn } from '../../record/turn.ts';
import { spokenWords } from '../spoken-words.ts';
import type { PromiseClaim } from './call-analysis.ts';
import { heardTurns } from './measure-call.ts';

/** What was promised, by whom, sentence by sentence, in the words that were heard. What was asked or denied is no promise. */
export function findPromises(turns: readonly Turn[]): PromiseClaim[] {
  return heardTurns(turns).flatMap(({ side, text, turnId }) =>
    sentencesOf(text)
      .filter((sentence) => isPromise(side, sentence))
      .map((sentence) => ({ by: side, text: sentence, turnIds: [turnId] })),
  );
}

export const sentencesOf = (text: string): string[] =>
  (text.match(/(?:[^.!?]|(?<=\b(?:Mr|Mrs|Ms|Dr))\.|\.(?=\d))+[.!?]*/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter(Boolean);

function isPromise(side: Turn['side'], sentence: string): boolean {
  const words = spokenWords(sentence);
  if (sentence.endsWith('?') || CONDITIONAL.test(words)) return false;
  const patterns = side === 'caller' ? BY_CALLER : BY_US;
  return patterns.some((pattern) => pattern.test(words));
}

/** "Say stop any time and I won't call again": what would be, not what will be. */
const CONDITIONAL = /\bsay stop\b|\bif\b|\bunless\b/;
const DO_FOR_THEM =
  '(?:note|write|pass|tell|ask|let you know|send|call|phone|get back|look into|check|make sure|remind|take you off|be in touch|be there|see you)';
const BY_US = [
  new RegExp(`\\b(?:i|we) (?:will|am going to|are going to) ${DO_FOR_THEM}\\b`),
  /\bi am (?:noting|writing|asking)\b/,
  /\b(?!(?:you|it|that|this|there|i|we|they|what|who)\b)\w+ will (?:see|answer|call|phone|get back|be in touch|contact|reach|tell)\b/,
];
const BY_CALLER = [
  /\b(?:i|we) (?:will|am going to|are going to) (?:call|phone|ring|text|e ?mail|send|think|talk|speak|ask|check|discuss|look|let you know|get back|be there|be home|be in touch)\b/,
  /\blet me (?:think|talk|ask|check|speak)\b/,
];
