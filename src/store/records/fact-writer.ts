import type { Clock } from '../../base/clock.ts';
import { ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import type { RecordedFact } from '../../domain/record/call-fact.ts';
import { appendFact } from './append-fact.ts';
import type { Records } from './records.ts';

const RETRY_MS = 1_000;
/** Some hours of one call's facts; beyond that whoever asks still hears the failure. */
const MOST_WAITING = 5_000;
const PASSES: ReadonlySet<Failure['kind']> = new Set(['disk-full', 'database-locked', 'file-unreadable']);

export type FactWriterDeps = {
  records: Records;
  clock: Clock;
  onDegraded: (failure: Failure) => void;
  onRecovered: () => void;
  onChanged: (callId: string) => void;
};

/**
 * Writes facts, in order. A fact that finds no room is answered with the failure and kept in memory; it is tried again
 * every second, and before any later fact, until it is on the disk.
 */
export function createFactWriter(deps: FactWriterDeps) {
  const { records, clock, onDegraded, onRecovered, onChanged } = deps;
  let waiting: RecordedFact[] = [];
  let cancelRetry: (() => void) | undefined;

  const write = (recorded: RecordedFact): Result<null, Failure> => {
    const written = records.use((database) => appendFact(database, recorded));
    if (written.ok) onChanged(recorded.callId);
    return written;
  };
  /** Writes what waits, oldest first. A fact that is refused for what it says gives way to the next. */
  const drain = (): Result<null, Failure> => {
    for (let first = waiting[0]; first; first = waiting[0]) {
      const written = write(first);
      if (!written.ok && PASSES.has(written.failure.kind)) return written;
      waiting.shift();
    }
    return ok(null);
  };
  const retryLater = () => {
    cancelRetry ??= clock.after(RETRY_MS, () => {
      cancelRetry = undefined;
      if (drain().ok) onRecovered();
      else retryLater();
    });
  };
  const hold = (recorded: RecordedFact, failure: Failure): Result<null, Failure> => {
    const known = waiting.some(({ callId, seq }) => callId === recorded.callId && seq === recorded.seq);
    if (!known && waiting.length < MOST_WAITING) waiting.push(recorded);
    if (!cancelRetry) onDegraded(failure);
    retryLater();
    return { ok: false, failure };
  };

  return {
    append(recorded: RecordedFact): Result<null, Failure> {
      const held = waiting.length > 0;
      const drained = drain();
      if (!drained.ok) return hold(recorded, drained.failure);
      if (held) {
        cancelRetry?.();
        cancelRetry = undefined;
        onRecovered();
      }
      const written = write(recorded);
      return !written.ok && PASSES.has(written.failure.kind) ? hold(recorded, written.failure) : written;
    },
    /** The call was deleted: what waits of it is not written any more. */
    forget(callId: string): void {
      waiting = waiting.filter((recorded) => recorded.callId !== callId);
    },
    close() {
      cancelRetry?.();
      drain();
    },
  };
}

export type FactWriter = ReturnType<typeof createFactWriter>;
