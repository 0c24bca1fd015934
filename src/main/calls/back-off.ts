import type { Clock } from '../../base/clock.ts';

/** How long a restart waits after so many ends in a row, in ms: the first is at once, for a call may be waiting. */
const BACK_OFF_MS = [0, 250, 1_000, 4_000, 10_000] as const;
/** What lived this long is healthy: its next end counts as the first. */
const HEALTHY_MS = 60_000;

export type BackOff = {
  started(): void;
  /** Answers how long to wait before the next start, ms. */
  ended(): number;
  /** A person has had a hand in it: the next end counts as the first. */
  forgive(): void;
  readonly endsInARow: number;
};

/** Keeps what ends again and again from being started again and again. */
export function createBackOff(clock: Clock): BackOff {
  let startedAt = clock.now();
  let endsInARow = 0;
  return {
    started() {
      startedAt = clock.now();
    },
    ended() {
      endsInARow = clock.now() - startedAt > HEALTHY_MS ? 1 : endsInARow + 1;
      return BACK_OFF_MS[Math.min(endsInARow, BACK_OFF_MS.length) - 1] ?? 0;
    },
    forgive() {
      endsInARow = 0;
    },
    get endsInARow() {
      return endsInARow;
    },
  };
}
