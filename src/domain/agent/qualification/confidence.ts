/** How sure of it somebody sounds who says it plainly, unasked or asked. */
const PLAIN = 0.9;
/** "Maybe", "I guess": said, and not meant to be held to. */
const HEDGED = 0.4;

const HEDGES =
  /\b(?:maybe|perhaps|possibly|probably|i guess|i suppose|i think so|i am not sure|not (?:really |quite |completely )?sure|do not know|might|may be|could be|kind of|sort of|depends|not decided|have not decided|we will see|some ?day|eventually|one day)\b/;

/** @param words as `spokenWords` writes them. */
export const confidenceOf = (words: string): number => (HEDGES.test(words) ? HEDGED : PLAIN);
