import { useState, type ReactNode } from 'react';
import type { CallAnalysis, FollowUp } from '../../../../domain/agent/analytics/call-analysis.ts';
import { describeFailure } from '../../../../domain/failure.ts';
import type { CallRecord } from '../../../../domain/record/call-record.ts';
import { useClock, useRunningCallId } from '../../bridge/bridge-context.tsx';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { OBJECTION_WORDS } from '../../bridge/objection-words.ts';
import { useWish } from '../../bridge/use-wish.ts';
import { Button } from '../../ui/button.tsx';
import { moment } from '../../ui/format.ts';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CHECK_WORDS, DISPOSITION_WORDS, objectionOutcome, PROMISED_BY, VERDICT_WORDS } from './analysis-words.ts';
import { TalkShare } from './talk-share.tsx';
import { TurnLinks, type TurnsOfCall } from './turn-links.tsx';

function Claims({ title, children }: { title: string; children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className="claims" aria-label={title}>
        {children.map((claim, nth) => (
          <li key={nth}>{claim}</li>
        ))}
      </ul>
    </>
  );
}

function Due({ followUp: { what, who, when, atWallMs }, now }: { followUp: FollowUp; now: number }) {
  const due = atWallMs === null ? when : moment(atWallMs, now);
  return (
    <span>
      <span className="soft">{who === 'human' ? 'You' : 'They'}</span> <strong>{what}</strong>
      {due ? <span className="number"> – {due}</span> : null}
    </span>
  );
}

function Checks({ checks, of }: { checks: CallAnalysis['checks']; of: TurnsOfCall }) {
  const judged = checks.filter(({ verdict }) => verdict !== 'notApplicable');
  // What did not hold is what somebody looks for.
  const sorted = [...judged].sort((a, b) => Number(a.verdict === 'held') - Number(b.verdict === 'held'));
  return (
    <Claims title="How it was done">
      {sorted.map(({ check, verdict, detail, turnIds }) => (
        <>
          <Mark tone={VERDICT_WORDS[verdict].tone}>{VERDICT_WORDS[verdict].says}</Mark>{' '}
          <strong>{CHECK_WORDS[check]}</strong> <span className="soft">{detail}</span>{' '}
          <TurnLinks turnIds={turnIds} of={of} />
        </>
      ))}
    </Claims>
  );
}

function Analysis({ analysis, record }: { analysis: CallAnalysis; record: CallRecord }) {
  const now = useClock().wallTime();
  const of = { turns: record.turns, answeredAtMs: record.answeredAtMs ?? 0 };
  const { disposition, summary } = analysis;
  return (
    <>
      <p className="analysis-outcome">
        <strong>{DISPOSITION_WORDS[disposition.value]}</strong> <span className="soft">{disposition.because}</span>{' '}
        <TurnLinks turnIds={disposition.turnIds} of={of} />
      </p>
      <p>
        {summary.text}
        {summary.source === 'language-model' ? <span className="tag">worded by the language model</span> : null}
      </p>
      <Claims title="To do">
        {analysis.followUps.map((followUp) => (
          <>
            <Due followUp={followUp} now={now} /> <TurnLinks turnIds={followUp.turnIds} of={of} />
          </>
        ))}
      </Claims>
      <Claims title="Promised">
        {analysis.promises.map(({ by, text, turnIds }) => (
          <>
            <span className="soft">{PROMISED_BY[by]}</span> <q>{text}</q> <TurnLinks turnIds={turnIds} of={of} />
          </>
        ))}
      </Claims>
      <Claims title="Objections">
        {analysis.objections.map(({ kind, outcome, quote, turnIds }) => (
          <>
            <strong>{OBJECTION_WORDS[kind]}</strong> <q className="soft">{quote}</q> – {objectionOutcome(outcome)}{' '}
            <TurnLinks turnIds={turnIds} of={of} />
          </>
        ))}
      </Claims>
      <TalkShare talk={analysis.measures.talk} name={record.leadName} />
      <Checks checks={analysis.checks} of={of} />
    </>
  );
}

function Trouble({ record }: { record: CallRecord }) {
  const again = useWish('analysis.again');
  /** What is known of a call is known anew once it was tried again, whatever came of it. */
  const [askedOf, setAskedOf] = useState<CallRecord | null>(null);
  if (!record.analysisTrouble) return null;
  if (askedOf === record) return <Waiting says="It is being analysed again." />;
  const { says, help } = describeFailure(record.analysisTrouble.failure);
  return (
    <>
      <Notice
        tone="warning"
        quiet
        says={`This call could not be analysed: ${says}`}
        help={help}
        action={
          <Button
            busy={again.busy}
            onClick={() =>
              void again.send({ callId: record.callId }).then((answer) => setAskedOf(answer.ok ? record : null))
            }
          >
            Try again
          </Button>
        }
      />
      <FailureNotice failure={again.failure} />
    </>
  );
}

/** Nothing is analysed while somebody is on the line. */
function Waiting({ says }: { says: string }) {
  const running = useRunningCallId();
  return (
    <p className="soft" role="status">
      {running === null ? says : 'It is analysed as soon as no call is up.'}
    </p>
  );
}

/** What became of a call: summary, what is to be done, what was promised, and how it was done, each with where it was said. */
export function AnalysisPart({ record }: { record: CallRecord }) {
  if (record.endReason === null) return null;
  const { analysis, analysisTrouble } = record;
  return (
    <section className="card analysis" aria-label="Analysis">
      <h2>Analysis</h2>
      {analysisTrouble ? <Trouble record={record} /> : null}
      {analysis ? <Analysis analysis={analysis} record={record} /> : null}
      {!analysis && !analysisTrouble ? <Waiting says="This call is being analysed." /> : null}
    </section>
  );
}
