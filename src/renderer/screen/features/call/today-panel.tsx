import type { Today } from '../../../../domain/record/today.ts';
import { useHappening } from '../../bridge/bridge-context.tsx';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Figures } from '../../ui/figures.tsx';
import { milliseconds, timeInWords } from '../../ui/format.ts';

function LineToday({ title, today }: { title: string; today: Today }) {
  if (today.calls === 0) return null;
  return (
    <div className="stack">
      <h3 className="small soft">{title}</h3>
      <Figures
        items={[
          { says: 'Calls', value: String(today.calls) },
          { says: 'Talk time', value: timeInWords(today.talkMs) },
          { says: 'Median latency', value: milliseconds(today.medianLatencyMs) },
          { says: 'Take-overs', value: String(today.takeOvers) },
        ]}
      />
    </div>
  );
}

/** Today's figures, computed from the records; practice is counted apart from what was real. */
export function TodayPanel() {
  const today = useAnswer('today.get', null);
  useHappening('records.changed', today.refresh);
  const { value } = today;
  const calls = value ? value.telephone.calls + value.practice.calls : null;
  return (
    <section className="stack" aria-labelledby="today">
      <div className="row">
        <h2 id="today" className="grow">
          Today
        </h2>
        {calls === null || calls === 0 ? null : <a href="#/history">See the calls</a>}
      </div>
      <FailureNotice failure={today.failure} />
      {calls === 0 ? <p className="soft">No call yet today. After the first one, its figures are here.</p> : null}
      {value ? (
        <>
          <LineToday title="Telephone" today={value.telephone} />
          <LineToday title="Practice" today={value.practice} />
        </>
      ) : null}
    </section>
  );
}
