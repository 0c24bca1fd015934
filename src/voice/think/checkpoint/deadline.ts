import type { Clock } from '../../../base/clock.ts';

/** What was asked had no answer in time. It may still happen. */
export class DeadlinePassed extends Error {
  readonly afterMs: number;
  constructor(afterMs: number) {
    super(`no answer within ${afterMs} ms`);
    this.name = 'DeadlinePassed';
    this.afterMs = afterMs;
  }
}

/** `work`, or a DeadlinePassed after `ms`. */
export function within<Value>(work: Promise<Value>, ms: number, clock: Clock): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(new DeadlinePassed(ms)));
    work.then(resolve, reject).finally(cancel);
  });
}

/** A call waits no longer for a server that keeps its checkpoints. */
export const ANSWER_MS = 250;
