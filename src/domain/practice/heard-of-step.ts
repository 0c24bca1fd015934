import type { CallRecord } from '../record/call-record.ts';

/** Recognisers date words a little early or late. */
const TOLERANCE_MS = 300;

/**
 * What stands in the record of words that the lead said then; '' where nothing does.
 * @param said in ms after the lead picked up.
 */
export function heardOfStep(
  { turns, answeredAtMs }: Pick<CallRecord, 'turns' | 'answeredAtMs'>,
  said: { startedMs: number; endedMs: number },
): string {
  const fromMs = (answeredAtMs ?? 0) + said.startedMs - TOLERANCE_MS;
  const untilMs = (answeredAtMs ?? 0) + said.endedMs + TOLERANCE_MS;
  return turns
    .filter(({ side, startedMs, endedMs }) => side === 'caller' && startedMs < untilMs && endedMs > fromMs)
    .map(({ text }) => text)
    .join(' ');
}
