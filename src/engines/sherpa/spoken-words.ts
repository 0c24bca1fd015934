import { withoutStrayQuotes } from './stray-quotes.ts';

/** What was recognised in pieces of one sound, as words. Whisper puts what it heard besides words in brackets: "(music)", "[BLANK_AUDIO]". */
export const spokenWords = (texts: readonly string[]): string =>
  withoutStrayQuotes(texts.map((text) => text.replaceAll(/\([^)]*\)|\[[^\]]*\]/g, ' ')).join(' '))
    .replaceAll(/\s+/g, ' ')
    .trim();
