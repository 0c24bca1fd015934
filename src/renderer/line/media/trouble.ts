import type { Failure } from '../../../domain/failure.ts';

export type TroubleListener = { degraded(failure: Failure): void; recovered(failure: Failure): void };

/**
 * Tells how one thing at the desk is: null where it is well. Trouble is told as often as it is met, since each call has to
 * know; its end once, and also where other trouble takes its place.
 */
export function createTrouble({ degraded, recovered }: TroubleListener): (now: Failure | null) => void {
  let told: Failure | null = null;
  return (now) => {
    if (told && JSON.stringify(told) !== JSON.stringify(now)) recovered(told);
    told = now;
    if (now) degraded(now);
  };
}
