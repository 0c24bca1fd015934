import type { CallSnapshot } from './call-snapshot.ts';

type Call = Pick<CallSnapshot, 'phase' | 'handler'>;

/** What a press of a headset's key does with the call as it is: as on a telephone, it takes and gives it. Null: nothing. */
export function headsetPress({ phase, handler }: Call): 'answer' | 'takeOver' | 'handBack' | null {
  if (phase === 'offered') return handler === 'human' ? 'answer' : null;
  if (phase !== 'live') return null;
  return handler === 'agent' ? 'takeOver' : 'handBack';
}
