import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import type { CallFact, RecordedFact } from '../../domain/record/call-fact.ts';

const RETRY_MS = 1_000;

export type FactOutbox = {
  append(callId: string, fact: CallFact): void;
  /** Of a call of an earlier run: its next fact has this number, unless facts of it were appended in this run. */
  continueFrom(callId: string, seq: number): void;
  /** Resolves when all that was appended so far is durable, or after `withinMs`. */
  flushed(withinMs: number): Promise<void>;
  /** The call was deleted for good: nothing more is written of it. */
  forget(callId: string): void;
  /** The store is there (again): what could not be written is sent once more. */
  storeStarted(): void;
  readonly waiting: number;
};

type OutboxDeps = { send(fact: RecordedFact): Promise<Result<null, Failure>>; clock: Clock; log: Log };

/**
 * Facts on their way to the store, in order, one at a time. None is ever dropped: while the store is away they wait in
 * memory. `seq` makes it harmless to send one again whose answer was lost.
 */
export function createFactOutbox({ send, clock, log }: OutboxDeps): FactOutbox {
  let waiting: RecordedFact[] = [];
  /** What the store refuses by itself; it must not hold up the others. Tried again with the next store. */
  let refused: RecordedFact[] = [];
  const forgotten = new Set<string>();
  const nextSeq = new Map<string, number>();
  const drained = new Set<() => void>();
  let sending = false;
  let cancelRetry = () => {};

  async function drain(): Promise<void> {
    if (sending) return;
    sending = true;
    for (let fact = waiting[0]; fact; fact = waiting[0]) {
      const answer = await send(fact);
      if (!answer.ok && isForLater(answer.failure)) {
        cancelRetry();
        cancelRetry = clock.after(RETRY_MS, () => void drain());
        break;
      }
      // By name: what the store before had refused may have been put ahead of it meanwhile.
      waiting = waiting.filter((other) => other !== fact);
      if (!answer.ok && !forgotten.has(fact.callId)) {
        log.error('fact refused', {
          callId: fact.callId,
          seq: fact.seq,
          type: fact.fact.type,
          failure: answer.failure,
        });
        refused.push(fact);
      }
    }
    sending = false;
    if (waiting.length === 0) for (const tell of [...drained]) tell();
  }

  return {
    append(callId, fact) {
      if (forgotten.has(callId)) return;
      const seq = nextSeq.get(callId) ?? 0;
      nextSeq.set(callId, seq + 1);
      waiting.push({ callId, seq, atWallMs: clock.wallTime(), fact });
      void drain();
    },
    continueFrom(callId, seq) {
      if (!nextSeq.has(callId)) nextSeq.set(callId, seq);
    },
    flushed(withinMs) {
      if (waiting.length === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const done = () => {
          cancel();
          drained.delete(done);
          resolve();
        };
        const cancel = clock.after(withinMs, done);
        drained.add(done);
      });
    },
    forget(callId) {
      forgotten.add(callId);
      waiting = waiting.filter((fact) => fact.callId !== callId);
      refused = refused.filter((fact) => fact.callId !== callId);
    },
    storeStarted() {
      waiting = [...refused, ...waiting];
      refused = [];
      cancelRetry();
      void drain();
    },
    get waiting() {
      return waiting.length;
    },
  };
}

/** Whether the same fact can be written another time: the store is away, hangs, or its disk is full. */
const isForLater = ({ kind }: Failure): boolean => kind !== 'refused' && kind !== 'not-found';
