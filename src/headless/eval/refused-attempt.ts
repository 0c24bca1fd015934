import type { Failure } from '../../domain/failure.ts';
import type { EvalAttempt } from '../../domain/practice/eval-report.ts';

/** An attempt that never became a call. */
export const refusedAttempt = (seed: number, failure: Failure): EvalAttempt => ({
  seed,
  passed: false,
  endReason: null,
  talkMs: 0,
  said: [],
  expectations: [],
  latenciesMs: [],
  degraded: [],
  failure,
});
