import { MessageSquareLock } from 'lucide-react';
import { useRef, useState } from 'react';
import { MOST_WHISPER } from '../../../../domain/agent/whisper.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useWish } from '../../bridge/use-wish.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useKeys } from '../../ui/keys.tsx';

/** A note to the agent for its next reply. Enter sends it, Esc leaves the field; the caller hears nothing of it. */
export function WhisperField({ callId }: { callId: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const whisper = useWish('whisper.give');
  useKeys([{ key: 'w', shows: 'W', does: 'Whisper to the agent', run: () => field.current?.focus() }]);
  const send = async () => {
    const note = text.trim();
    if (note === '' || whisper.busy) return;
    const answer = await whisper.send({ callId, text: note });
    if (answer.ok) setText('');
  };
  return (
    <form
      className="whisper"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <FailureNotice failure={whisper.failure} />
      <label className="whisper-row">
        <MessageSquareLock className="icon" aria-hidden="true" />
        <span className="unseen">Whisper to the agent; the caller does not hear it</span>
        <input
          ref={field}
          className="input grow"
          type="text"
          value={text}
          maxLength={MOST_WHISPER}
          autoComplete="off"
          placeholder="Whisper to the agent: “ask about the roof”, “say: …”, “wrap up”"
          aria-keyshortcuts="w"
          onChange={(event) => {
            setText(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            event.currentTarget.blur();
          }}
        />
        <Kbd keys="W" />
      </label>
    </form>
  );
}
