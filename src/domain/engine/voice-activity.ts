/** Probability of voice in consecutive windows of 512 samples (32 ms, 16 kHz). The state belongs to one call. */
export type VoiceActivityStream = {
  probability(window: Float32Array): Promise<number>;
};

export type VoiceActivity = {
  open(): VoiceActivityStream;
};
