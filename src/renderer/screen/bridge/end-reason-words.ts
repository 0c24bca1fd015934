import type { EndReason } from '../../../domain/call/call-id.ts';

const WORDS: Record<EndReason, string> = {
  'caller-hung-up': 'The caller hung up',
  'agent-hung-up': 'The agent hung up',
  'human-hung-up': 'You hung up',
  'not-answered': 'Nobody answered',
  failed: 'The call failed',
  'app-closed': 'Latchkey was closed',
  cancelled: 'Cancelled',
};

/** How a call ended, for a person; null for one that has no end written down. */
export const endReasonWords = (reason: EndReason | null): string => (reason === null ? 'Cut off' : WORDS[reason]);
