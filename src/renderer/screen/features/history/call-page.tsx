import { ArrowLeft, Grip, Hand, MessageSquareLock, TriangleAlert, Trash2, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { describeFailure } from '../../../../domain/failure.ts';
import type { CallRecord } from '../../../../domain/record/call-record.ts';
import { medianLatency } from '../../../../domain/record/latency-stages.ts';
import { agentReasonWords } from '../../bridge/agent-reason-words.ts';
import { AppointmentLine } from '../../bridge/appointment-line.tsx';
import { useClock, useHappening, useRunningCallId } from '../../bridge/bridge-context.tsx';
import { callLineWords } from '../../bridge/call-line-words.ts';
import { endOfRecord } from '../../bridge/end-reason-words.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { LeadEvidence } from '../../bridge/lead-evidence.tsx';
import { ObjectionList } from '../../bridge/objection-list.tsx';
import type { WishOutput } from '../../bridge/screen-words.ts';
import { scoreWords } from '../../bridge/slot-words.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useWish } from '../../bridge/use-wish.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Figures } from '../../ui/figures.tsx';
import { clockTime, milliseconds, moment, timeInWords } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys.tsx';
import { Page } from '../../ui/page.tsx';
import { AnalysisPart } from './analysis-part.tsx';
import { carrierWords } from './carrier-words.ts';
import { RecordingPlayer } from './recording-player.tsx';
import { timelineRows, turnAt, type TimelineRow } from './timeline-rows.ts';
import { TurnRow } from './turn-row.tsx';
import { usePlayer, type Player } from './use-player.ts';

const WHY: Record<string, string> = {
  'take-over': 'You took over',
  'hand-back': 'Handed back to the agent',
  'voice-lost': 'Given to you: the voice process was lost',
};

function EventRow({ row, answeredAtMs }: { row: Exclude<TimelineRow, { kind: 'turn' }>; answeredAtMs: number }) {
  if (row.kind === 'agent')
    return (
      <li className="turn-event">
        <span className="turn-time" />
        <span className="grow">
          <strong>{row.agent}</strong>
          {agentReasonWords(row.reason) && ` – ${agentReasonWords(row.reason)}`}
        </span>
      </li>
    );
  if (row.kind === 'whisper')
    return (
      <li className="turn-event">
        <span className="turn-time number">{clockTime(row.whisper.lineMs - answeredAtMs)}</span>
        <MessageSquareLock className="icon" aria-hidden="true" />
        <span className="grow">
          <strong>You whispered</strong> {row.whisper.text}
        </span>
      </li>
    );
  if (row.kind === 'keys')
    return (
      <li className="turn-event">
        <span className="turn-time number">{clockTime(row.pressed.lineMs - answeredAtMs)}</span>
        <Grip className="icon" aria-hidden="true" />
        <span className="grow">
          <strong>The caller pressed</strong> <span className="number">{Array.from(row.pressed.keys).join(' ')}</span>
        </span>
      </li>
    );
  const human = row.change.handler === 'human';
  return (
    <li className={human ? 'turn-event turn-event-human' : 'turn-event'}>
      <span className="turn-time number">{clockTime(row.change.lineMs - answeredAtMs)}</span>
      {human ? <Hand className="icon" aria-hidden="true" /> : <Undo2 className="icon" aria-hidden="true" />}
      <strong>{WHY[row.change.why] ?? row.change.why}</strong>
    </li>
  );
}

function Timeline({ record, player }: { record: CallRecord; player: Player | null }) {
  const answeredAtMs = record.answeredAtMs ?? 0;
  const current = player && (player.playing || player.positionMs > 0) ? turnAt(record.turns, player.positionMs) : null;
  useEffect(() => {
    if (!current || !player?.playing) return;
    document.querySelector(`[data-turn="${CSS.escape(current)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current, player?.playing]);
  if (timelineRows(record).length + record.degraded.length === 0)
    return <p className="soft">{record.answered ? 'Nothing was said.' : 'Nobody answered, so nothing was said.'}</p>;
  return (
    <ol className="timeline card rows" aria-label="What was heard">
      {record.degraded.map((failure, at) => {
        const { says, help } = describeFailure(failure);
        return (
          <li key={`degraded ${at}`} className="turn-event turn-event-warn">
            <span className="turn-time" />
            <TriangleAlert className="icon" aria-hidden="true" />
            <span className="grow">
              <strong>{says}</strong> {help}
            </span>
          </li>
        );
      })}
      {timelineRows(record).map((row) =>
        row.kind === 'turn' ? (
          <TurnRow
            key={row.id}
            turn={row.turn}
            leadName={record.leadName}
            answeredAtMs={answeredAtMs}
            current={row.id === current}
            onJump={
              player
                ? (turn) => {
                    player.playFrom(turn.startedMs);
                  }
                : null
            }
          />
        ) : (
          <EventRow key={row.id} row={row} answeredAtMs={answeredAtMs} />
        ),
      )}
    </ol>
  );
}

function Replay({ record, url, recordingMs }: { record: CallRecord; url: string; recordingMs: number }) {
  const player = usePlayer(url, recordingMs);
  return (
    <>
      <RecordingPlayer player={player} url={url} />
      <Timeline record={record} player={player} />
    </>
  );
}

function DeleteCall({ callId, onGone }: { callId: string; onGone: () => void }) {
  const [asking, setAsking] = useState(false);
  const deletion = useWish('history.delete');
  const remove = async () => {
    const answer = await deletion.send({ callId });
    if (answer.ok) onGone();
  };
  return (
    <>
      <Button
        look="danger"
        icon={<Trash2 className="icon" aria-hidden="true" />}
        onClick={() => {
          setAsking(true);
        }}
      >
        Delete
      </Button>
      {asking ? (
        <Dialog
          title="Delete this call?"
          onClose={() => {
            setAsking(false);
          }}
          actions={
            <>
              <Button
                autoFocus
                onClick={() => {
                  setAsking(false);
                }}
              >
                Keep it
              </Button>
              <Button look="danger" busy={deletion.busy} onClick={() => void remove()}>
                Delete for good
              </Button>
            </>
          }
        >
          <p>Its words, figures and recording are removed from this machine. This cannot be undone.</p>
          <FailureNotice failure={deletion.failure} />
        </Dialog>
      ) : null}
    </>
  );
}

const back = () => {
  window.location.hash = '#/history';
};

/** What the lead's words were worth in the end. */
function Lead({ record: { qualification } }: { record: CallRecord }) {
  if (!qualification || qualification.shares.length === 0) return null;
  const verdict = qualification.qualified ? 'qualified' : 'not qualified';
  return (
    <details>
      <summary>
        Lead: {scoreWords(qualification.score)}, {verdict}
      </summary>
      <LeadEvidence shares={qualification.shares} />
    </details>
  );
}

/** What the caller had against going on. */
const Objections = ({ record: { objections } }: { record: CallRecord }) =>
  objections.length === 0 ? null : (
    <details>
      <summary>Objections: {objections.length}</summary>
      <ObjectionList objections={objections} />
    </details>
  );

/** What the carrier counted and charges, told after the call. */
const Carrier = ({ lines }: { lines: readonly string[] }) =>
  lines.length === 0 ? null : (
    <ul className="soft carrier" aria-label="What Twilio counted">
      {lines.map((line, nth) => (
        <li key={nth}>{line}</li>
      ))}
    </ul>
  );

type Call = WishOutput<'history.get'>;

function Body({ call: { record, recordingUrl, recordingMs }, running }: { call: Call; running: boolean }) {
  const splits = record.turns.flatMap((turn) => (turn.latency ? [turn.latency] : []));
  return (
    <>
      <Figures
        items={[
          { says: 'Talk time', value: timeInWords(record.talkMs) },
          { says: 'Turns', value: String(record.turns.length) },
          { says: 'Median latency', value: milliseconds(medianLatency(splits)) },
          { says: 'Interruptions', value: String(record.bargeIns) },
          { says: 'Take-overs', value: String(record.takeOvers) },
        ]}
      />
      <Carrier lines={carrierWords(record.carrier)} />
      <AppointmentLine call={record} />
      <Lead record={record} />
      <Objections record={record} />
      <AnalysisPart record={record} />
      {/* A file that is still written to has no end to play to; once it is longer than the page knew, it is read anew. */}
      {recordingUrl && !running ? (
        <Replay key={recordingMs} record={record} url={recordingUrl} recordingMs={recordingMs} />
      ) : (
        <>
          <p className="soft">
            {running ? 'What is recorded can be heard when the call is over.' : 'This call has no recording.'}
          </p>
          <Timeline record={record} player={null} />
        </>
      )}
    </>
  );
}

const about = (record: CallRecord, now: number, running: string | null) =>
  `${callLineWords(record)} · ${moment(record.startedWallMs, now)} · ${endOfRecord(record, running)} · ${record.languageModel ?? 'Rehearsed replies'}`;

/** One call: what was heard, by whom, how fast, what happened in between, and the recording in step with it. */
export function CallPage({ callId }: { callId: string }) {
  const clock = useClock();
  const call = useAnswer('history.get', { callId });
  useHappening('records.changed', (changed) => {
    if (changed.callId === callId) call.refresh();
  });
  useKeys([{ key: 'Escape', shows: 'Esc', does: 'Back to the list', run: back }]);
  const running = useRunningCallId();
  const record = call.value?.record;
  return (
    <Page
      title={record ? record.leadName || (record.line === 'practice' ? 'Practice call' : 'Unknown caller') : 'Call'}
      about={record ? about(record, clock.wallTime(), running) : null}
      tools={
        <>
          <a className="button" href="#/history" aria-keyshortcuts="Escape">
            <ArrowLeft className="icon" aria-hidden="true" /> All calls
          </a>
          {record ? <DeleteCall callId={callId} onGone={back} /> : null}
        </>
      }
    >
      <FailureNotice failure={call.failure} />
      {call.value ? <Body call={call.value} running={running === callId} /> : null}
    </Page>
  );
}
