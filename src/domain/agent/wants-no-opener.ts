import { asksNotToBeCalled } from './opt-out.ts';
import { spokenWords } from './spoken-words.ts';
import { isVoicemail } from './voicemail.ts';

/**
 * Whether these words (as recognised) must not be answered with who calls and why: whoever asks not to be called is not
 * told first what the call is about (COMPLIANCE C7), and an answering machine gets no words at all (C16).
 */
export const wantsNoOpener = (callerText: string): boolean =>
  asksNotToBeCalled(callerText) || isVoicemail(spokenWords(callerText));
