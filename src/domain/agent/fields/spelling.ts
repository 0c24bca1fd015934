/** How many letters have to be changed, added or left out to make one word of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries())
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === other ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/** Whether somebody who said `word` may have spelled it so: half of it is the same. */
export const isLike = (word: string, spelled: string): boolean =>
  distance(word, spelled) <= Math.floor(Math.max(word.length, spelled.length) / 2);
