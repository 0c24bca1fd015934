import type { CallRecord } from '../../../domain/record/call-record.ts';
import { writtenNumber } from '../../../domain/lead/phone-number.ts';

export type LineOfCall = Pick<CallRecord, 'line' | 'direction' | 'number'>;

/** The number of a telephone call as people write it; null in practice, and where the caller withholds it. */
export const numberOfCall = ({ line, number }: Pick<LineOfCall, 'line' | 'number'>): string | null =>
  line === 'practice' || number === null || number === '' ? null : writtenNumber(number);

/** Over which line a call goes and which way: `Practice`, `Outgoing call to (512) 555-0143`, `Incoming call`. */
export function callLineWords(call: LineOfCall): string {
  if (call.line === 'practice') return 'Practice';
  const written = numberOfCall(call);
  if (call.direction === 'incoming')
    return written ? `Incoming call from ${written}` : 'Incoming call, number withheld';
  return written ? `Outgoing call to ${written}` : 'Outgoing call';
}
