import type { Saying } from './workflow-context.ts';

/** So much of the conversation a model is given at most, in tokens; the rest of its context is for prompts and answers. */
const MOST_TOKENS = 2_400;
/** So much is left when something is dropped: a block at once, since each cut costs the model's cached prefix. */
const KEPT_TOKENS = 1_200;

/**
 * How many tokens a text takes, rather more than less: English takes a token for four letters, and a turn's frame a few.
 * Counting them needs the model's own vocabulary, which the server does not tell.
 */
export const estimatedTokens = (text: string): number => Math.ceil(text.length / 3.5) + 6;

/**
 * How many sayings, from the beginning, a model is no longer given. It depends on what was said before each cut alone:
 * between two cuts what is kept only grows at its end, byte for byte. The last saying is always kept.
 */
export function droppedSayings(history: readonly Pick<Saying, 'text'>[]): number {
  let first = 0;
  let kept = 0;
  for (const [index, { text }] of history.entries()) {
    kept += estimatedTokens(text);
    if (kept <= MOST_TOKENS) continue;
    while (first < index && kept > KEPT_TOKENS) kept -= estimatedTokens(history[first++]?.text ?? '');
  }
  return first;
}
