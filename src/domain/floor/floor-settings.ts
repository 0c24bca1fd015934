/** Every threshold of turn-taking. Milliseconds unless the name says otherwise. */
export const FLOOR = {
  /** Silence after which a surely finished turn is answered. */
  sureSilenceMs: 180,
  /** Silence after which even a turn that sounds unfinished is answered. */
  unfinishedSilenceMs: 1600,
  /** Silence before an answer while the melody has not been scored: the engine is late or broken. */
  unscoredSilenceMs: 750,
  /** Added for each point that the melody's score lies below `sureScore`. */
  doubtSilenceMs: 750,
  sureScore: 0.9,
  /** Added when the words end without a full stop. */
  trailingSilenceMs: 60,
  /** A sound over our voice that goes on for so long takes the floor, whatever its words. */
  longVoiceMs: 700,
  /** Recognised words over our voice count only with so much voice behind them: earlier ones are guesses. */
  enoughVoiceMs: 400,
  /** Silence after a sound over our voice that makes it a passing one, even before its words are known. */
  passingSilenceMs: 240,
} as const;
