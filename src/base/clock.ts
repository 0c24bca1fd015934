/**
 * Time as everybody in the product sees it. Handed in, so that a call can run on a simulated clock.
 * `now` is monotonic milliseconds since some start; `wallTime` is milliseconds since 1970 (UTC).
 */
export type Clock = {
  now(): number;
  wallTime(): number;
  /** Runs once, `ms` later. Answers a function that cancels it. */
  after(ms: number, run: () => void): () => void;
  /** Marks real work whose duration must not pass on a simulated clock; on a real clock it is the work itself. */
  during<Value>(work: Promise<Value>): Promise<Value>;
};

/** Resolves after `ms`, or rejects with the signal's reason. */
export function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(reasonOf(signal));
      return;
    }
    const abort = () => {
      cancel();
      reject(signal ? reasonOf(signal) : new Error('aborted'));
    };
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener('abort', abort);
      resolve();
    });
    signal?.addEventListener('abort', abort, { once: true });
  });
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted');
}
