import { Grip, Hand, PhoneOff, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import { useSettings } from '../../bridge/bridge-context.tsx';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import type { Handover } from '../../bridge/handover.tsx';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Keypad } from './keypad.tsx';
import { SuggestionCard } from './suggestion-card.tsx';
import { useMute } from './use-mute.tsx';
import { WhisperField } from './whisper-field.tsx';

function Trouble({ handover }: { handover: Handover }) {
  if (!handover.failure) return null;
  if (!handover.unconfirmed) return <FailureNotice failure={handover.failure} />;
  return (
    <Notice
      tone="warning"
      says="The line was told, but Latchkey’s main process did not confirm it."
      help="The line acts on its own: speak, and you are most likely heard. Open Health when the call is over."
    />
  );
}

/** The telephone's keys, where there is a telephone and somebody at its far end. */
function useKeypad({ line, phase, callId }: CallSnapshot) {
  const [open, setOpen] = useState(false);
  const [sent, setSent] = useState('');
  const can = line === 'telephone' && phase === 'live' && callId !== null;
  const toggle = () => {
    setOpen((before) => !before);
  };
  useKeys(can ? [{ key: 'k', shows: 'K', does: open ? 'Close the keypad' : 'Open the keypad', run: toggle }] : []);
  const button = can ? (
    <Button
      className="side-control"
      icon={<Grip className="icon" aria-hidden="true" />}
      aria-expanded={open}
      aria-keyshortcuts="k"
      onClick={toggle}
    >
      Keypad <Kbd keys="K" />
    </Button>
  ) : null;
  const panel =
    can && open ? (
      <Keypad
        callId={callId}
        sent={sent}
        onSent={(key) => {
          setSent((before) => before + key);
        }}
        onClose={() => {
          setOpen(false);
        }}
      />
    ) : null;
  return { button, panel };
}

/** Whether the caller would hear nothing of whoever takes over. */
function useUnheard({ degraded }: CallSnapshot): boolean {
  const { settings } = useSettings();
  const missing = degraded.some(({ kind }) => kind === 'microphone-missing' || kind === 'microphone-denied');
  return missing && settings.microphoneFile === '';
}

/** The bottom of a live call. Take over is the largest thing on the screen. */
export function CallControls({ snapshot, handover }: { snapshot: CallSnapshot; handover: Handover }) {
  const human = snapshot.handler === 'human';
  const live = snapshot.phase === 'live';
  const unheard = useUnheard(snapshot);
  const keypad = useKeypad(snapshot);
  const mute = useMute(snapshot);
  return (
    <div className="controls">
      <Trouble handover={handover} />
      <FailureNotice failure={mute.failure} />
      <SuggestionCard suggestion={snapshot.suggestion} />
      {live && snapshot.callId !== null ? <WhisperField callId={snapshot.callId} /> : null}
      {keypad.panel}
      <div className="controls-row">
        {human && live ? (
          <button
            type="button"
            className="take hand-back"
            onClick={handover.handBack}
            aria-keyshortcuts="b"
            aria-busy={handover.pending === 'handBack'}
          >
            <Undo2 aria-hidden="true" />
            <span>
              {handover.pending === 'handBack' ? 'Handing back…' : 'Hand back'}
              <small>
                The agent speaks again <Kbd keys="B" />
              </small>
            </span>
          </button>
        ) : (
          <button
            type="button"
            className="take take-over"
            disabled={!live}
            onClick={handover.takeOver}
            aria-keyshortcuts="t Space"
            aria-busy={handover.pending === 'takeOver'}
          >
            <Hand aria-hidden="true" />
            <span>
              {handover.pending === 'takeOver' ? 'Taking over…' : 'Take over'}
              <small>
                {unheard ? (
                  'No microphone: the caller would not hear you'
                ) : (
                  <>
                    <Kbd keys="T" /> or hold <Kbd keys="Space" />
                  </>
                )}
              </small>
            </span>
          </button>
        )}
        {mute.button}
        {keypad.button}
        <Button
          look="danger"
          className="hang-up"
          icon={<PhoneOff className="icon" aria-hidden="true" />}
          disabled={!handover.canHangUp}
          busy={handover.pending === 'hangUp'}
          aria-keyshortcuts="h Control+Shift+H"
          onClick={handover.hangUp}
        >
          Hang up <Kbd keys="H" />
        </Button>
      </div>
    </div>
  );
}
