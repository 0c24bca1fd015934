import { Check, PhoneCall, X } from 'lucide-react';
import type { CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import type { PracticeReport } from '../../../../domain/practice/practice-report.ts';
import type { CallRecord } from '../../../../domain/record/call-record.ts';
import { medianLatency } from '../../../../domain/record/latency-stages.ts';
import { AppointmentLine } from '../../bridge/appointment-line.tsx';
import { useHappening } from '../../bridge/bridge-context.tsx';
import { callLineWords, numberOfCall } from '../../bridge/call-line-words.ts';
import { endReasonWords } from '../../bridge/end-reason-words.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useDial } from '../../bridge/use-dial.ts';
import { usePractice, type Practice } from '../../bridge/use-practice.ts';
import { useWish } from '../../bridge/use-wish.ts';
import { Button } from '../../ui/button.tsx';
import { Figures } from '../../ui/figures.tsx';
import { milliseconds, plural, timeInWords } from '../../ui/format.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Conversation } from './conversation.tsx';
import { endedWords } from './ended-words.ts';

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

function whomOf(snapshot: CallSnapshot): string {
  if (snapshot.leadName !== '') return snapshot.leadName;
  return numberOfCall(snapshot) ?? (snapshot.line === 'practice' ? 'the lead' : 'an unknown caller');
}

/** Why a telephone call came to nothing, and what to do. */
function Meaning({ snapshot }: { snapshot: CallSnapshot }) {
  const meant = snapshot.line === 'practice' ? null : endedWords(snapshot);
  if (!meant) return null;
  return <Notice tone={snapshot.endReason === 'failed' ? 'warning' : 'info'} says={meant.says} help={meant.help} />;
}

function about(snapshot: CallSnapshot): string {
  const how = `${endReasonWords(snapshot.endReason)}.`;
  if (snapshot.line === 'telephone') return `${callLineWords(snapshot)}. ${how}`;
  return snapshot.scenarioTitle ? `${how} Practice: ${snapshot.scenarioTitle}.` : how;
}

/** Calling the same lead or number once more; null where that is not possible. */
function useAgain(snapshot: CallSnapshot, record: CallRecord | undefined) {
  const practice = usePractice();
  const { dial, busy, failure } = useDial();
  if (snapshot.line === 'telephone') {
    const { number } = snapshot;
    if (number === null || number === '') return { again: null, busy, failure };
    const again = {
      key: 'r',
      says: 'Call again',
      run: () => {
        dial(number);
      },
    };
    return { again, busy, failure };
  }
  const scenario = scenarioOf(record, snapshot.scenarioTitle, practice);
  const rest = { busy: practice.starting, failure: practice.startFailure };
  if (!scenario) return { again: null, ...rest };
  const again = {
    key: 'p',
    says: 'Again',
    run: () => {
      if (!practice.starting) practice.start(scenario);
    },
  };
  return { again, ...rest };
}

/** The scenario that was called; by its title until the record is there. */
function scenarioOf(record: CallRecord | undefined, title: string, practice: Practice): string | undefined {
  return record?.scenarioId ?? practice.usable.find((scenario) => scenario.title === title)?.scenarioId;
}

/** After the call: what it came to, whether it was as expected, and what next. */
export function EndedCall({ snapshot, callId }: { snapshot: CallSnapshot; callId: string }) {
  const call = useAnswer('history.get', { callId });
  const report = useAnswer('report.get', snapshot.line === 'practice' ? { callId } : undefined);
  const dismissal = useWish('call.dismiss');
  useHappening('records.changed', (changed) => {
    if (changed.callId !== callId) return;
    call.refresh();
    report.refresh();
  });
  const record = call.value?.record;
  const { again, busy, failure } = useAgain(snapshot, record);
  const done = () => void dismissal.send({ callId });
  useKeys([
    ...(again ? [{ key: again.key, shows: again.key.toUpperCase(), does: 'Call again', run: again.run }] : []),
    { key: 'Escape', shows: 'Esc', does: 'Put the ended call away', run: done },
  ]);
  return (
    <Page
      title={`Call with ${whomOf(snapshot)}`}
      about={about(snapshot)}
      tools={
        <>
          <a className="button" href={`#/history/${encodeURIComponent(callId)}`}>
            Open in History
          </a>
          {again ? (
            <Button
              icon={<PhoneCall className="icon" aria-hidden="true" />}
              busy={busy}
              onClick={again.run}
              aria-keyshortcuts={again.key}
            >
              {again.says} <Kbd keys={again.key.toUpperCase()} />
            </Button>
          ) : null}
          <Button look="primary" busy={dismissal.busy} onClick={done} aria-keyshortcuts="Escape">
            Done
          </Button>
        </>
      }
    >
      <FailureNotice failure={failure ?? dismissal.failure ?? call.failure} />
      <Meaning snapshot={snapshot} />
      {record ? <Summary record={record} /> : null}
      <AppointmentLine call={snapshot} />
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
