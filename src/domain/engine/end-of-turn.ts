/** Probability that the speaker has finished, judged by melody: up to the last 8 s of 16 kHz samples. */
export type EndOfTurn = {
  probability(samples: Float32Array): Promise<number>;
};
