/** How fast people speak on a telephone, ours and theirs. */
const WORDS_PER_SECOND = 2.7;
/** No word is shorter. */
const SHORTEST_MS = 320;

export const wordsIn = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** How long a text takes to be said, ms. */
export const spokenMs = (text: string): number =>
  Math.max(SHORTEST_MS, Math.round((wordsIn(text).length / WORDS_PER_SECOND) * 1_000));

/** The words of it that are out after so many ms. */
export const heardAfter = (text: string, ms: number): string => {
  const words = wordsIn(text);
  return words.slice(0, Math.floor((words.length * ms) / spokenMs(text))).join(' ');
};
