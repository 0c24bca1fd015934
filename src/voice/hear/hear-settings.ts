/** How the ear listens. Milliseconds unless the name says otherwise. */
export const HEAR = {
  /** Frames that may wait to be processed: 2 s. The oldest is dropped and counted. */
  waitingFrames: 100,
  /** Silero's probability above which a window is voice, and below which it is silence again. */
  voiceAbove: 0.5,
  quietBelow: 0.35,
  /** One window as sure as this ends a pause; below it takes `onsetWindows`, for a blip is still the pause. */
  certainAbove: 0.8,
  onsetWindows: 2,
  /** Sound kept from before the onset: the recogniser needs the consonant that Silero missed. */
  leadMs: 250,
  /** Silence after which words and melody are asked about, and the melody once more while in doubt. */
  askAfterMs: 32,
  askAgainAfterMs: 320,
  sureScore: 0.85,
  /** Words before a pause as long as this are not decoded again. */
  settleAfterMs: 250,
  settleSoundMs: 2000,
  /** Between partial results: in the caller's turn, and over our own voice. */
  partialEveryMs: 700,
  hurriedPartialEveryMs: 130,
  /** The melody's model looks at no more. */
  melodyMs: 8000,
  /** Longest utterance kept; its beginning is given up in steps. */
  keepMs: 30_000,
  giveUpMs: 10_000,
} as const;
