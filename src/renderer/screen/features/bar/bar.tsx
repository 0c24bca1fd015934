import { Hand, MicOff, Phone, PhoneOff, Undo2 } from 'lucide-react';
import type { CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import { useSettings, useSnapshot } from '../../bridge/bridge-context.tsx';
import { useCallKeys } from '../../bridge/use-call-keys.ts';
import { HandoverProvider, useHandover } from '../../bridge/handover.tsx';
import { useNow } from '../../bridge/use-now.ts';
import { useWish } from '../../bridge/use-wish.ts';
import { useTheme } from '../../bridge/use-theme.ts';
import { clockTime } from '../../ui/format.ts';
import { KeysProvider, useKeys } from '../../ui/keys.tsx';
import { newestWords } from './newest-words.ts';
import './bar.css';

const WHO = { agent: 'Agent', human: 'You', caller: 'Caller' };

function LastWords({ snapshot, trouble }: { snapshot: CallSnapshot; trouble: boolean }) {
  const last = snapshot.captions.at(-1);
  if (trouble) return <p className="bar-caption">Not confirmed – see Latchkey</p>;
  if (!last)
    return (
      <p className="bar-caption">{snapshot.handler === 'human' ? 'You are live' : snapshot.leadName || 'No call'}</p>
    );
  const who = (last.side === 'caller' && snapshot.leadName) || WHO[last.side];
  return (
    <p className="bar-caption" aria-live={last.final ? 'polite' : 'off'}>
      <strong className="bar-who">{who}</strong>{' '}
      <span className={last.final ? '' : 'bar-partial'} aria-hidden="true">
        {newestWords(last.text)}
      </span>
      <span className="unseen">{last.text}</span>
    </p>
  );
}

/** Who calls, and picking up; the button beside it declines. */
function Offer({ snapshot }: { snapshot: CallSnapshot }) {
  const picking = useWish('call.answer');
  const { callId, leadName } = snapshot;
  const answer = () => {
    if (callId !== null && !picking.busy) void picking.send({ callId, handler: 'human' });
  };
  useKeys([{ key: 'a', shows: 'A', does: 'Answer the call yourself', run: answer }]);
  return (
    <>
      <p className="bar-caption" role="alert">
        {picking.failure ? 'Not answered – see Latchkey' : `${leadName || 'Somebody'} is calling`}
      </p>
      <button
        type="button"
        className="bar-button bar-take"
        onClick={answer}
        aria-busy={picking.busy || undefined}
        aria-keyshortcuts="a"
      >
        <Phone className="icon" aria-hidden="true" /> Answer
      </button>
    </>
  );
}

/** The last words, and the button that moves the call between agent and human. */
function Talk({ snapshot }: { snapshot: CallSnapshot }) {
  const handover = useHandover();
  return (
    <>
      {snapshot.muted ? (
        <span className="bar-muted">
          <MicOff className="icon" aria-hidden="true" /> Muted
        </span>
      ) : null}
      <LastWords snapshot={snapshot} trouble={handover.failure !== null} />
      {handover.canHandBack ? (
        <button type="button" className="bar-button bar-take" onClick={handover.handBack} aria-keyshortcuts="b">
          <Undo2 className="icon" aria-hidden="true" /> Hand back
        </button>
      ) : (
        <button
          type="button"
          className="bar-button bar-take"
          onClick={handover.takeOver}
          disabled={!handover.canTakeOver}
          aria-keyshortcuts="t Space"
        >
          <Hand className="icon" aria-hidden="true" /> Take over
        </button>
      )}
    </>
  );
}

/** The little window that stays on top while the big one is hidden during a call. */
function CallBar() {
  const snapshot = useSnapshot();
  const handover = useHandover();
  const now = useNow(1_000, snapshot.answeredAtWallMs !== null);
  const offered = snapshot.phase === 'offered';
  const human = snapshot.handler === 'human' && !offered;
  useCallKeys(handover);
  return (
    <main className={human ? 'bar bar-human' : 'bar'}>
      <h1 className="unseen">Call bar</h1>
      <span className="bar-timer number" role="timer" aria-label="Talk time">
        {snapshot.answeredAtWallMs === null ? '0:00' : clockTime(now - snapshot.answeredAtWallMs)}
      </span>
      {offered ? <Offer snapshot={snapshot} /> : <Talk snapshot={snapshot} />}
      <button
        type="button"
        className="bar-button"
        onClick={handover.hangUp}
        disabled={!handover.canHangUp}
        aria-label={offered ? 'Decline' : 'Hang up'}
        aria-keyshortcuts="h"
      >
        <PhoneOff className="icon" aria-hidden="true" />
      </button>
    </main>
  );
}

/** The call bar's page. */
export function Bar() {
  const { settings } = useSettings();
  useTheme(settings.theme);
  return (
    <KeysProvider letters={settings.letterKeys}>
      <HandoverProvider>
        <CallBar />
      </HandoverProvider>
    </KeysProvider>
  );
}
