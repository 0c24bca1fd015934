import type { Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';

/** Words out of up to 30 s of 16 kHz mono samples in [-1, 1]. '' where nothing was said. */
export type SpeechToText = {
  /** Which model this is, where it is one. */
  readonly modelId?: string;
  transcribe(samples: Float32Array): Promise<Result<string, Failure>>;
};
