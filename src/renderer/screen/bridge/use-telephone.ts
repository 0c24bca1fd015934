import type { Failure } from '../../../domain/failure.ts';
import { useHappening } from './bridge-context.tsx';
import { useAnswer } from './use-answer.ts';

/** Whether calls can come and go; `unknown` until main has told, `off` where nobody has set the telephone up. */
export type TelephoneNow =
  { state: 'unknown' | 'off' | 'connecting' | 'ready' } | { state: 'lost'; failure: Failure | null };

/** The telephone, as Health has it. */
export function useTelephone(): TelephoneNow {
  const health = useAnswer('health.list', null);
  useHappening('health.changed', ({ part }) => {
    if (part === 'telephone') health.refresh();
  });
  if (!health.value) return { state: 'unknown' };
  const part = health.value.find((one) => one.part === 'telephone');
  switch (part?.state) {
    case undefined:
    case 'off':
      return { state: 'off' };
    case 'starting':
      return { state: 'connecting' };
    case 'ready':
      return { state: 'ready' };
    case 'degraded':
      return { state: 'lost', failure: part?.failure ?? null };
  }
}
