import { callerPatterns } from './caller-patterns.ts';
import { asksNotToBeCalled } from './opt-out.ts';
import { spokenWords } from './spoken-words.ts';

/**
 * Whether these words (as recognised) must not be answered with who calls and why: whoever asks not to be called is not
 * told first what the call is about (COMPLIANCE C7), and an answering machine gets no words at all (C16).
 */
export function wantsNoOpener(callerText: string): boolean {
  const words = spokenWords(callerText);
  return asksNotToBeCalled(callerText) || (callerPatterns.voicemail?.some((pattern) => pattern.test(words)) ?? false);
}
