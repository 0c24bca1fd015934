/** A clause of a speech and the samples of the speech that it covers, its trailing pause included. */
export type PlacedClause = { text: string; from: number; to: number };

/**
 * The words that went out when playback stopped after `played` samples of the speech. A clause that was cut counts with
 * as many whole words as its share of the time allows: nobody is said to have heard what they can not have heard.
 */
export function heardText(clauses: readonly PlacedClause[], played: number): string {
  const heard: string[] = [];
  for (const { text, from, to } of clauses) {
    if (played >= to) heard.push(text);
    else if (played > from) {
      const words = text.split(/\s+/);
      heard.push(...words.slice(0, Math.floor((words.length * (played - from)) / (to - from))));
    }
  }
  return heard.join(' ');
}
