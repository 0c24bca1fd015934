/** How long clauses may grow, in words. */
export const CLAUSE_WORDS = {
  /** The first clause is short, since the caller waits for it. */
  first: 5,
  /** Later ones are long, since they sound better. */
  later: 16,
  /** A comma cuts the first clause after so many words, and later ones after `commaLater`. */
  commaFirst: 2,
  commaLater: 6,
} as const;

const JOINS = /^(and|but|so|or|because|if|when|while|that|which|to|for|with|in|on|at|from|about|before|after)$/i;
/** Titles, initials, "Bros. Realty", "9 a.m.": not to cut where a sentence did end there costs less than to tear a name. */
const ABBREVIATION =
  /\b(?:Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|Mt|Ft|Ave|Blvd|Rd|Apt|Co|Inc|Ltd|Corp|Bros|vs|No|[A-HJ-Z]|[a-z]\.[a-z])\.\s+$/;

const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/** All of the first sentence, its mark included. */
export function firstSentence(text: string): string {
  for (const mark of text.matchAll(/[.?!][")]?(?=\s|$)/g)) {
    const head = text.slice(0, mark.index + mark[0].length);
    if (!ABBREVIATION.test(`${head} `)) return head;
  }
  return text;
}

/**
 * Where `text` may be cut (an index), or 0. White space must follow the mark, or "3.5" would be torn apart; after a comma
 * the next word as well, since what is said so far may be all of the reply.
 */
export function clauseBoundary(text: string, isFirst: boolean): number {
  for (const mark of text.matchAll(/[.?!][")]?\s+|[,;:][")]?\s+(?=\S)/g)) {
    const at = mark.index + mark[0].length;
    const head = text.slice(0, at);
    const endsSentence = /[.?!]/.test(mark[0]);
    const least = endsSentence ? 1 : isFirst ? CLAUSE_WORDS.commaFirst : CLAUSE_WORDS.commaLater;
    if (!ABBREVIATION.test(head) && countWords(head) >= least) return at;
  }
  return boundaryWithoutMark(text, isFirst);
}

/** A long stretch without marks is cut before a joining word, or at the limit. */
function boundaryWithoutMark(text: string, isFirst: boolean): number {
  const limit = isFirst ? CLAUSE_WORDS.first : CLAUSE_WORDS.later;
  const words = [...text.matchAll(/\S+\s+(?=\S)/g)];
  if (words.length < limit) return 0;
  const join = words.findLast((word, index) => index >= 3 && JOINS.test(word[0].trim()));
  if (join) return join.index;
  return words.length >= limit + (isFirst ? 1 : 4) ? (words[limit]?.index ?? 0) : 0;
}

/** Cuts a stream of text into clauses as they become whole. Whoever pulls decides how far ahead. */
export async function* clausesOf(tokens: AsyncIterable<string>): AsyncGenerator<string> {
  let text = '';
  let isFirst = true;
  for await (const token of tokens) {
    text += token;
    for (let at = clauseBoundary(text, isFirst); at > 0; at = clauseBoundary(text, isFirst)) {
      yield text.slice(0, at).trim();
      text = text.slice(at);
      isFirst = false;
    }
  }
  if (/[\p{L}\p{N}]/u.test(text)) yield text.trim();
}
