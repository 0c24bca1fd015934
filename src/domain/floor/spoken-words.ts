/** The words of a recognised text, in lower case and without punctuation: `Mm-hmm, okay!` is `mm hmm okay`. */
export function spokenWords(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/[’]/g, "'")
    .replace(/[^a-z0-9' ]+/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && word !== "'");
}

export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));
