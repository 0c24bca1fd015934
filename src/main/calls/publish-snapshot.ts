import type { Clock } from '../../base/clock.ts';
import type { CallSnapshot } from '../../domain/call/call-snapshot.ts';

/** Captions change with every word; more often than this nobody can read. */
const SOON_MS = 50;

export type SnapshotPublisher = {
  /** At once: the call itself changed. */
  now(): void;
  /** Within `SOON_MS`: something to look at changed. */
  soon(): void;
  onSnapshot(listener: (snapshot: CallSnapshot) => void): () => void;
  stop(): void;
};

/** Tells everybody who looks the whole snapshot: changes of the call at once, words at most twenty times a second. */
export function createSnapshotPublisher(deps: { clock: Clock; snapshot: () => CallSnapshot }): SnapshotPublisher {
  const listeners = new Set<(snapshot: CallSnapshot) => void>();
  let cancel: (() => void) | undefined;
  const now = () => {
    cancel?.();
    cancel = undefined;
    const snapshot = deps.snapshot();
    for (const listener of [...listeners]) listener(snapshot);
  };
  return {
    now,
    soon() {
      cancel ??= deps.clock.after(SOON_MS, now);
    },
    onSnapshot(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      cancel?.();
      cancel = undefined;
      listeners.clear();
    },
  };
}
