/** Keys that a caller pressed, as they stand in the conversation in place of words: "[pressed 12#]". */
export const pressedText = (keys: string): string => (keys === '' ? '' : `[pressed ${keys}]`);

const PRESSED = /\[pressed ([\d*#A-D]+)\]/g;

/** What of a caller's turn was pressed, and what of it was said. */
export function keysIn(utterance: string): { keys: string; said: string } {
  const keys = Array.from(utterance.matchAll(PRESSED), ([, pressed]) => pressed).join('');
  return { keys, said: keys === '' ? utterance : utterance.replace(PRESSED, ' ').trim() };
}
