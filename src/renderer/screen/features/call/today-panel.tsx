import { useHappening } from '../../bridge/bridge-context.tsx';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Figures } from '../../ui/figures.tsx';
import { milliseconds, timeInWords } from '../../ui/format.ts';

/** Today's figures, computed from the records. */
export function TodayPanel() {
  const today = useAnswer('today.get', null);
  useHappening('records.changed', today.refresh);
  const { value } = today;
  return (
    <section className="stack" aria-labelledby="today">
      <div className="row">
        <h2 id="today" className="grow">
          Today
        </h2>
        {value && value.calls > 0 ? <a href="#/history">See the calls</a> : null}
      </div>
      <FailureNotice failure={today.failure} />
      {value?.calls === 0 ? (
        <p className="soft">No call yet today. After the first one, its figures are here.</p>
      ) : null}
      {value && value.calls > 0 ? (
        <Figures
          items={[
            { says: 'Calls', value: String(value.calls) },
            { says: 'Talk time', value: timeInWords(value.talkMs) },
            { says: 'Median latency', value: milliseconds(value.medianLatencyMs) },
            { says: 'Take-overs', value: String(value.takeOvers) },
          ]}
        />
      ) : null}
    </section>
  );
}
