import type { CallSnapshot } from '../../../../domain/call/call-snapshot.ts';

type EndedCall = Pick<CallSnapshot, 'endReason' | 'direction' | 'answeredAtWallMs'>;

/** What a telephone call that ended before its time means, and what to do; null where both sides have talked. */
export function endedWords(call: EndedCall): { says: string; help: string } | null {
  const { endReason, direction, answeredAtWallMs } = call;
  const incoming = direction === 'incoming';
  switch (endReason) {
    case 'busy':
      return { says: 'The number is busy.', help: 'They are on another call. Call again in a few minutes.' };
    case 'not-answered':
      return { says: 'Nobody picked up.', help: 'Call again at another time of the day.' };
    case 'rejected':
      return incoming
        ? { says: 'You declined the call.', help: 'Call back when it suits you.' }
        : { says: 'They declined the call.', help: 'Leave it for now, and call again later.' };
    case 'missed':
      return { says: 'You missed this call.', help: 'Call back, while they still have the telephone at hand.' };
    case 'machine':
      return {
        says: 'An answering machine picked up.',
        help: 'The agent hung up and left no message. Call again later.',
      };
    case 'failed':
      if (answeredAtWallMs !== null)
        return { says: 'The call broke off.', help: 'What was said until then is kept. Call again.' };
      return incoming
        ? { says: 'The call could not be picked up.', help: 'What is known of why stands below. Call back.' }
        : { says: 'The call could not be placed.', help: 'What is known of why stands below. Call again.' };
    case 'cancelled':
      return { says: 'You hung up before anybody answered.', help: 'Their telephone may show that you called.' };
    case 'app-closed':
      return { says: 'Latchkey was closed during the call.', help: 'Call again, if something was left unsaid.' };
    case 'caller-hung-up':
    case 'agent-hung-up':
    case 'human-hung-up':
    case null:
      return null;
  }
}
