import { callerPatterns } from './caller-patterns.ts';

const TAKES_MESSAGES =
  /\b(?:message|beep|tone|voice ?mail|mailbox|answering machine|not available (?:right now|at the moment|to take)|(?:can not|unable to|not able to) (?:come to|answer|take))\b/;

/**
 * Whether a machine speaks that takes messages. One that only asks who calls and why is no mailbox, though it may name
 * "the person you are calling" as they do: a person hears the answer. Pure. @param words as `spokenWords` writes them.
 */
export const isVoicemail = (words: string): boolean =>
  fits('voicemail', words) && !(fits('callScreen', words) && !TAKES_MESSAGES.test(words));

const fits = (intent: 'voicemail' | 'callScreen', words: string): boolean =>
  callerPatterns[intent]?.some((pattern) => pattern.test(words)) ?? false;
