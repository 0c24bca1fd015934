import type { Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';

/** Speaks one clause. Samples in [-1, 1] at `sampleRate`, untrimmed. An aborted request answers no samples. */
export type TextToSpeech = {
  readonly voiceId: string;
  readonly sampleRate: number;
  synthesise(text: string, signal: AbortSignal): Promise<Result<Float32Array, Failure>>;
};
