import { MessageSquareLock } from 'lucide-react';
import type { WhisperNote } from '../../../../domain/call/call-snapshot.ts';

const STATES: Record<WhisperNote['state'], string> = {
  waiting: 'waiting for the next reply',
  used: 'used in a reply',
  forbidden: 'not said: the agent may not speak of this to a caller',
  'not-understood':
    'not understood: without a language model the agent knows “ask about …”, “say: …”, “wrap up” and “offer a call back”',
  undelivered: 'the agent was lost before it had this; whisper it again',
};

/** A whisper as the desk sees it, and what became of it. */
export function WhisperRow({ note }: { note: WhisperNote }) {
  return (
    <li className="said-whisper" data-whisper={note.whisperId}>
      <MessageSquareLock className="icon" aria-hidden="true" />
      <span>
        <span className="unseen">Your whisper: </span>
        {note.text} <small role="status">{STATES[note.state]}</small>
      </span>
    </li>
  );
}
