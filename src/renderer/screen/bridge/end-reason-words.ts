import type { EndReason } from '../../../domain/call/call-id.ts';
import type { CallRecord } from '../../../domain/record/call-record.ts';

const WORDS: Record<EndReason, string> = {
  'caller-hung-up': 'The caller hung up',
  'agent-hung-up': 'The agent hung up',
  'human-hung-up': 'You hung up',
  'not-answered': 'Nobody answered',
  busy: 'Busy',
  rejected: 'Declined',
  missed: 'Missed',
  machine: 'Answering machine',
  failed: 'The call failed',
  'app-closed': 'Latchkey was closed',
  cancelled: 'Cancelled',
};

/** How a call ended, for a person; null for one that has no end written down. */
export const endReasonWords = (reason: EndReason | null): string => (reason === null ? 'Cut off' : WORDS[reason]);

/** How a recorded call ended; the one that goes on now (`runningCallId`) has no end yet, and was not cut off. */
export const endOfRecord = (record: Pick<CallRecord, 'callId' | 'endReason'>, runningCallId: string | null): string =>
  record.endReason === null && record.callId === runningCallId ? 'Goes on now' : endReasonWords(record.endReason);
