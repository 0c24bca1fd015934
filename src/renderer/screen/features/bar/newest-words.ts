/** So many characters fit beside a name in the two lines of the bar, in the widest of our fonts. */
const FIT = 48;

/** The end of what is being said, from the start of a word on: in so little room the newest words count. */
export function newestWords(text: string): string {
  if (text.length <= FIT) return text;
  const end = text.slice(-FIT);
  const word = end.indexOf(' ') + 1;
  return `… ${end.slice(word)}`;
}
