/** Every threshold of turn-taking. Milliseconds unless the name says otherwise; log-odds are natural. */
export const FLOOR = {
  /**
   * Silence to hear (ms) at so many log-odds that the caller has finished; between two rows in proportion, beyond them as
   * at the last one. The steep part lies where whole turns become rare.
   */
  silenceAt: [
    [0, 1800],
    [0.3, 545],
    [1.5, 510],
    [2.5, 280],
  ],
  /** Least silence after less voice than this: a single word. */
  shortVoiceMs: 480,
  shortSilenceMs: 380,
  /** Least silence before an answer while the melody has not been scored: the engine is late or broken. */
  unscoredSilenceMs: 450,
  /** What words and melody weigh, and how sure either may be. */
  textLeast: -3,
  textMost: 3,
  melodyWeight: 0.35,
  melodyLeast: 0.01,
  /** A recogniser ends with a comma what sounds as if it went on; and any "yes", so that it takes some words to count. */
  commaLogOdds: -1.6,
  commaCountsWords: 3,
  /** This caller's own pace: a pause from so long on counts; what is usual; how much it may shift the decision. */
  pauseCountsMs: 300,
  usualTurns: 3,
  usualPauses: 2,
  paceWeight: 1,
  paceMost: 1.5,
  /** Who takes the floor back so soon after their last sound had only paused; it counts for so many pauses. */
  cutInWithinMs: 2000,
  cutInPauses: 3,
  /** A sound without words is forgotten after so much silence. */
  noiseSilenceMs: 1600,
  /** A sound over our voice that goes on for so long takes the floor, whatever its words. */
  longVoiceMs: 700,
  /** Recognised words over our voice count only with so much voice behind them: earlier ones are guesses. */
  enoughVoiceMs: 400,
  /** Nobody speaks faster. */
  wordsPerSecond: 7,
  /** Silence after a sound over our voice that makes it a passing one, even before its words are known. */
  passingSilenceMs: 240,
} as const;
