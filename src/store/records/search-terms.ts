/** How one word of a search is looked for: in the full-text index, or, where it holds no letter, as it stands. */
export type SearchTerm = { kind: 'index'; match: string } | { kind: 'literal'; text: string };

const MOST_TERMS = 12;
const LONGEST_SEARCH = 200;
// What the index makes words of; everything else is a gap to it, so that a lone quote or emoji would never be found.
const WORD = /[\p{L}\p{N}\p{Co}]/u;
// A NUL would end the text early inside SQLite, half a character is none.
const CONTROL = /[\u0000-\u001f]|\p{Surrogate}/gu;

/**
 * Turns whatever a person typed into terms that must all be found in a call. Nothing in the text is an operator: a word
 * is quoted for FTS5 (https://sqlite.org/fts5.html#fts5_strings) and matches every word it begins.
 */
export function searchTerms(text: string): SearchTerm[] {
  const words = text.slice(0, LONGEST_SEARCH).replace(CONTROL, ' ').split(/\s+/u);
  return words
    .filter((word) => word !== '')
    .slice(0, MOST_TERMS)
    .map((word) =>
      WORD.test(word) ? { kind: 'index', match: `"${word.replaceAll('"', '""')}"*` } : { kind: 'literal', text: word },
    );
}
