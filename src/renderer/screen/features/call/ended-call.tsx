import { Check, PhoneCall, X } from 'lucide-react';
import type { CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import type { PracticeReport } from '../../../../domain/practice/practice-report.ts';
import type { CallRecord } from '../../../../domain/record/call-record.ts';
import { medianLatency } from '../../../../domain/record/latency-stages.ts';
import { useHappening } from '../../bridge/bridge-context.tsx';
import { endReasonWords } from '../../bridge/end-reason-words.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import { usePractice, type Practice } from '../../bridge/use-practice.ts';
import { useWish } from '../../bridge/use-wish.ts';
import { Button } from '../../ui/button.tsx';
import { Figures } from '../../ui/figures.tsx';
import { milliseconds, plural, timeInWords } from '../../ui/format.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { Page } from '../../ui/page.tsx';
import { Conversation } from './conversation.tsx';

function Summary({ record }: { record: CallRecord }) {
  const splits = record.turns.flatMap((turn) => (turn.latency ? [turn.latency] : []));
  return (
    <Figures
      items={[
        { says: 'Talk time', value: timeInWords(record.talkMs) },
        { says: 'Turns', value: String(record.turns.length) },
        { says: 'Median latency', value: milliseconds(medianLatency(splits)) },
        { says: 'Interruptions', value: String(record.bargeIns) },
        { says: 'Take-overs', value: String(record.takeOvers) },
      ]}
    />
  );
}

function Expectations({ report }: { report: PracticeReport }) {
  const held = report.expectations.filter((expectation) => expectation.held).length;
  if (report.expectations.length === 0) return <p className="soft">This scenario expects nothing in particular.</p>;
  return (
    <section className="stack" aria-labelledby="expected">
      <h2 id="expected">
        {held} of {plural(report.expectations.length, 'expectation')} held
      </h2>
      <ul className="card rows">
        {report.expectations.map((expectation) => (
          <li key={expectation.name} className="expectation">
            {expectation.held ? (
              <Check className="icon held" aria-hidden="true" />
            ) : (
              <X className="icon missed" aria-hidden="true" />
            )}
            <span className="grow">
              <strong>{expectation.name}</strong>
              <span className="unseen">{expectation.held ? ' held.' : ' was missed.'}</span>{' '}
              <span className="soft">{expectation.detail}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const about = (snapshot: CallSnapshot) =>
  `${endReasonWords(snapshot.endReason)}.${snapshot.scenarioTitle ? ` Practice: ${snapshot.scenarioTitle}.` : ''}`;

/** The scenario that was called; by its title until the record is there. */
function scenarioOf(record: CallRecord | undefined, title: string, practice: Practice): string | undefined {
  return record?.scenarioId ?? practice.usable.find((scenario) => scenario.title === title)?.scenarioId;
}

/** After the call: what it came to, whether it was as expected, and what next. */
export function EndedCall({ snapshot, callId }: { snapshot: CallSnapshot; callId: string }) {
  const call = useAnswer('history.get', { callId });
  const report = useAnswer('report.get', { callId });
  const practice = usePractice();
  const dismissal = useWish('call.dismiss');
  useHappening('records.changed', (changed) => {
    if (changed.callId !== callId) return;
    call.refresh();
    report.refresh();
  });
  const record = call.value?.record;
  const again = scenarioOf(record, snapshot.scenarioTitle, practice);
  const callAgain = () => {
    if (again && !practice.starting) practice.start(again);
  };
  const done = () => void dismissal.send({ callId });
  useKeys([
    ...(again ? [{ key: 'p', shows: 'P', does: 'Call again', run: callAgain }] : []),
    { key: 'Escape', shows: 'Esc', does: 'Put the ended call away', run: done },
  ]);
  return (
    <Page
      title={`Call with ${snapshot.leadName || 'the lead'}`}
      about={about(snapshot)}
      tools={
        <>
          <a className="button" href={`#/history/${encodeURIComponent(callId)}`}>
            Open in History
          </a>
          {again ? (
            <Button
              icon={<PhoneCall className="icon" aria-hidden="true" />}
              busy={practice.starting}
              onClick={callAgain}
              aria-keyshortcuts="p"
            >
              Again <Kbd keys="P" />
            </Button>
          ) : null}
          <Button look="primary" busy={dismissal.busy} onClick={done} aria-keyshortcuts="Escape">
            Done
          </Button>
        </>
      }
    >
      <FailureNotice failure={practice.startFailure ?? dismissal.failure ?? call.failure} />
      {record ? <Summary record={record} /> : null}
      {snapshot.degraded.map((failure, at) => (
        <FailureNotice key={`${failure.kind} ${at}`} failure={failure} quiet />
      ))}
      {report.value ? <Expectations report={report.value} /> : null}
      {report.loading ? <p className="faint">Comparing with what was expected…</p> : null}
      <section className="card ended-conversation" aria-label="What was said">
        <Conversation snapshot={snapshot} empty="Nothing was said." />
      </section>
    </Page>
  );
}
