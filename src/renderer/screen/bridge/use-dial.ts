import { useCallback } from 'react';
import type { Failure } from '../../../domain/failure.ts';
import { useHappening } from './bridge-context.tsx';
import { useAnswer } from './use-answer.ts';
import { useWish } from './use-wish.ts';

export type Dial = {
  /** Calls this number, as it was written. Whoever calls again goes the same way: main's gate decides. */
  dial: (number: string) => void;
  busy: boolean;
  /** Why the last one was not called. */
  failure: Failure | null;
};

export function useDial(): Dial {
  const { send, busy, failure } = useWish('call.start');
  const dial = useCallback(
    (number: string) => {
      if (!busy) void send({ number });
    },
    [send, busy],
  );
  return { dial, busy, failure };
}

/** Callers who withhold their number are passed over, within reason. */
const LOOK_BACK = { text: '', limit: 5, before: null, line: 'telephone' } as const;

/** The number of the newest telephone call, whoever called whom; null where there is none. */
export function useLastNumber(): string | null {
  const newest = useAnswer('history.list', LOOK_BACK);
  useHappening('records.changed', newest.refresh);
  return newest.value?.calls.find(({ number }) => number !== null && number !== '')?.number ?? null;
}
