import { z } from 'zod';

/** A note of the human at the desk to the agent that has the call. The caller never hears of it. */
export const Whisper = z.object({ whisperId: z.string(), text: z.string() });
export type Whisper = z.infer<typeof Whisper>;

/** The longest note, in characters. */
export const MOST_WHISPER = 500;

/**
 * What becomes of a whisper. `forbidden`: what it asks for may not be said to a caller. `not-understood`: without a
 * language model only a few forms are. `undelivered`: the voice process was lost before it had it.
 */
export const WhisperState = z.enum(['waiting', 'used', 'forbidden', 'not-understood', 'undelivered']);
export type WhisperState = z.infer<typeof WhisperState>;

/** What the mind answers to a whisper that was just given. */
export const WhisperAnswer = WhisperState.extract(['waiting', 'forbidden', 'not-understood']);
export type WhisperAnswer = z.infer<typeof WhisperAnswer>;

/** What a reply made of a whisper. */
export const WhisperOutcome = WhisperState.extract(['used', 'forbidden']);
export type WhisperOutcome = z.infer<typeof WhisperOutcome>;
