import { Circle, MicOff, Radio } from 'lucide-react';
import type { CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import { useSettings } from '../../bridge/bridge-context.tsx';
import { callLineWords, numberOfCall } from '../../bridge/call-line-words.ts';
import { useHandover } from '../../bridge/handover.tsx';
import { useNow } from '../../bridge/use-now.ts';
import { clockTime } from '../../ui/format.ts';
import { Mark, type MarkTone } from '../../ui/mark.tsx';
import { CallControls } from './call-controls.tsx';
import { Conversation } from './conversation.tsx';
import { MachinePanel } from './machine-panel.tsx';
import './desk-notes.css';

type LivePhase = 'dialling' | 'ringing' | 'live' | 'ending';

const PHASES: Record<LivePhase, { says: string; tone: MarkTone; empty: string }> = {
  dialling: { says: 'Dialling', tone: 'busy', empty: 'Dialling. What both sides say appears here.' },
  ringing: { says: 'Ringing', tone: 'busy', empty: 'It rings. What both sides say appears here.' },
  live: { says: 'Live', tone: 'good', empty: 'Connected. What both sides say appears here.' },
  ending: { says: 'Ending', tone: 'idle', empty: 'Nothing was said.' },
};

const isLivePhase = (phase: CallSnapshot['phase']): phase is LivePhase => phase in PHASES;

/** What the caller hears of the human: it must not say "your microphone" where there is none. */
function heardOfHuman(snapshot: CallSnapshot, microphoneFile: string): string {
  if (snapshot.muted) return 'The caller hears nothing of you';
  if (microphoneFile !== '') return 'The caller hears your WAV file';
  const missing = snapshot.degraded.some(({ kind }) => kind === 'microphone-missing' || kind === 'microphone-denied');
  if (missing) return 'Without a microphone: the caller cannot hear you';
  const other = snapshot.degraded.find(
    (failure) => failure.kind === 'device-replaced' && failure.device === 'microphone',
  );
  return other?.kind === 'device-replaced' ? `The caller hears ${other.instead}` : 'The caller hears your microphone';
}

/** Whom the call is with, and over which line: practice says so. */
function whoAndHow(snapshot: CallSnapshot): { name: string; line: string } {
  const { leadName, scenarioTitle } = snapshot;
  if (snapshot.line === 'practice')
    return {
      name: leadName || 'Practice call',
      line: scenarioTitle ? `Practice: ${scenarioTitle}` : 'Practice line',
    };
  const name = leadName || (numberOfCall(snapshot) ?? 'Unknown caller');
  const line = callLineWords(snapshot);
  // A caller without a name is shown by their number, once.
  return { name, line: name === numberOfCall(snapshot) && snapshot.direction === 'incoming' ? 'Incoming call' : line };
}

/** A call from dialling to its end: who, how long, what is said, what the machine does, and the one big button. */
export function LiveCall({ snapshot }: { snapshot: CallSnapshot }) {
  const handover = useHandover();
  const { settings } = useSettings();
  const now = useNow(1_000, snapshot.answeredAtWallMs !== null);
  const phase = PHASES[isLivePhase(snapshot.phase) ? snapshot.phase : 'live'];
  const human = snapshot.handler === 'human' && snapshot.phase === 'live';
  const { name, line } = whoAndHow(snapshot);
  const reconnecting = snapshot.degraded.some(({ kind }) => kind === 'call-reconnecting');
  return (
    <div className={human ? 'call call-human' : 'call'}>
      <header className="call-head">
        <div className="grow">
          <h1 tabIndex={-1} title={name}>
            {name}
          </h1>
          <p className="call-sub" title={line}>
            {line}
          </p>
        </div>
        <div role="alert" className="call-alert">
          {human ? (
            <p className="call-on-air">
              {snapshot.muted ? (
                <MicOff className="icon" aria-hidden="true" />
              ) : (
                <Radio className="icon" aria-hidden="true" />
              )}
              <span>
                <strong>{snapshot.muted ? 'You are muted' : 'You are live'}</strong>
                <small>{heardOfHuman(snapshot, settings.microphoneFile)}</small>
              </span>
            </p>
          ) : null}
        </div>
        {human ? null : (
          <>
            <Mark tone={phase.tone}>{phase.says}</Mark>
            <span className="tag">{snapshot.handler === 'human' ? 'Handler: you' : 'Handler: agent'}</span>
          </>
        )}
        {reconnecting ? <span className="tag tag-warn">Reconnecting</span> : null}
        {snapshot.recording ? (
          <span className="tag">
            <Circle className="icon call-rec" aria-hidden="true" /> Recording
          </span>
        ) : null}
        <span className="call-timer number" role="timer" aria-label="Talk time">
          {snapshot.answeredAtWallMs === null ? '0:00' : clockTime(now - snapshot.answeredAtWallMs)}
        </span>
      </header>
      <Conversation snapshot={snapshot} empty={phase.empty} />
      <MachinePanel snapshot={snapshot} />
      <CallControls snapshot={snapshot} handover={handover} />
    </div>
  );
}
