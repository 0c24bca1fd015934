/** Letters of other scripts that look like ours, and digits that stand for letters inside a word. */
const LOOKS_LIKE: Readonly<Record<string, string>> = { а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', х: 'x', і: 'i', у: 'y' };
const plainOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u200B-\u200F\u2060\uFEFF\u00AD]/g, '')
    .toLowerCase()
    .replace(/[аеорсхіу]/g, (letter) => LOOKS_LIKE[letter]!)
    .replace(/(?<=[a-z])0|0(?=[a-z])/g, 'o')
    .replace(/(?<=[a-z])3|3(?=[a-z])/g, 'e')
    .replace(/\s+/g, ' ');

const RULES =
  '(?:instructions?|rules?|prompts?|programming|guidelines|training|restrictions|anweisungen|instrucciones)';

const MEDDLES: readonly RegExp[] = [
  new RegExp(
    `\\b(?:ignore|forget|disregard|override|bypass|ignoriere|ignora)\\b[^.!?]{0,40}\\b(?:${RULES}|everything you|what you were)\\b`,
  ),
  new RegExp(`\\b(?:system prompt|(?:your|new|my) (?:new )?${RULES}\\b.{0,12}\\b(?:are|is|as follows)|no ${RULES})\\b`),
  /\b(?:developer|debug|admin|god|jailbreak) mode\b|\bemergency override\b|\byou are now\b|\bfrom now on you\b|\bnew policy from\b/,
  /\bpretend (?:to be|you are|that you|you're)\b|\brepeat after me\b|\b(?:play|let us play|let's play) a game\b|\banswer only with\b|\bas the admin(?:istrator)?\b/,
  /\b(?:owner|boss|manager|lawyer|dana|agent|broker|office|wife|husband)\b.{0,14}\b(?:says?|said|told me)\b.{0,8}\byou (?:may|must|can|have to|should|are allowed)\b(?! (?:come|visit|stop by|meet|see|call)\b)/,
  /<\|?\/?[a-z_]+|\[\/?(?:system|inst|end)|```|[{}]|\b(?:system|assistant|user|tool|tool result)\s*:|\bthe calendar has answered\b|忽略/,
  /\btranslate (?:this|that) and do it\b/,
];

/**
 * Whether these words are orders to the machine and not a caller's talk about themselves: made-up system messages and tool
 * results, role play, permission that somebody else is said to have given. Nothing in them is a fact about the lead. Pure.
 */
export function meddles(utterance: string): boolean {
  const plain = plainOf(utterance);
  return MEDDLES.some((pattern) => pattern.test(plain));
}
