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
  /** A pause begins when nothing has been audible for so long, though Silero still hears a voice; it ends with a sound. */
  pauseAfterQuietMs: 80,
  audibleWithinMs: 40,
  /** Silero's voice never outlasts the sound by more. */
  voiceTailMs: 240,
  /** Probability below which a window surely holds no voice. */
  noiseBelow: 0.1,
  /** Sound kept from before the onset: the recogniser needs the consonant that Silero missed. */
  leadMs: 250,
  /** Silence after which the melody is asked about once more while in doubt. */
  askAgainAfterMs: 320,
  sureScore: 0.85,
  /** Words before a pause as long as this are not decoded again. */
  settleAfterMs: 250,
  settleSoundMs: 2000,
  /** Who talks on without such a pause: at so much sound its beginning is settled, cut at a quiet spot in this stretch. */
  settleAnywayMs: 15_000,
  cutFromMs: 5_000,
  cutToMs: 9_000,
  /** Between partial results: in the caller's turn, and over our own voice. */
  partialEveryMs: 700,
  hurriedPartialEveryMs: 130,
  /** The melody's model looks at no more. */
  melodyMs: 8000,
  /** Longest utterance kept; its beginning is given up in steps. */
  keepMs: 30_000,
  giveUpMs: 10_000,
} as const;
