import type { Clock } from '../../base/clock.ts';

/** A port that was sent before a command may still arrive after it: they travel on different ways. */
const PATIENCE_MS = 2_000;

export type StreamArrivals = {
  arrived(callId: string): void;
  /** Resolves when the trunk of this call is here, or when it can no longer be expected. */
  wait(callId: string): Promise<void>;
};

export function createStreamArrivals(clock: Clock): StreamArrivals {
  let latest = '';
  const waiting = new Map<string, () => void>();
  return {
    arrived(callId) {
      latest = callId;
      waiting.get(callId)?.();
    },
    wait(callId) {
      if (latest === callId) return Promise.resolve();
      return new Promise((resolve) => {
        const settle = () => {
          cancel();
          waiting.delete(callId);
          resolve();
        };
        const cancel = clock.after(PATIENCE_MS, settle);
        waiting.set(callId, settle);
      });
    },
  };
}
