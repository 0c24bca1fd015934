import { FileWarning, GraduationCap, PhoneCall } from 'lucide-react';
import { describeFailure } from '../../../../domain/failure.ts';
import type { ScenarioSummary } from '../../../../domain/practice/scenario-summary.ts';
import { useClock, useRunningCallId } from '../../bridge/bridge-context.tsx';
import { endOfRecord } from '../../bridge/end-reason-words.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { usePractice, type Practice } from '../../bridge/use-practice.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { moment, plural } from '../../ui/format.ts';
import { Mark } from '../../ui/mark.tsx';
import { Page } from '../../ui/page.tsx';
import { useLastResults, type LastResult } from './last-results.ts';
import './practice.css';

const DIFFICULTIES = [
  { difficulty: 'easy', title: 'Easy', about: 'A willing lead. Good for a first call and for checking the sound.' },
  { difficulty: 'medium', title: 'Medium', about: 'Pauses, questions, a change of mind.' },
  { difficulty: 'hard', title: 'Hard', about: 'Interruptions, noise, objections, a lead who wants to be gone.' },
] as const;

function Last({ result, now }: { result: LastResult; now: number }) {
  const { record, report } = result;
  const running = useRunningCallId();
  const held = report?.expectations.filter((expectation) => expectation.held).length ?? 0;
  const all = report?.expectations.length ?? 0;
  return (
    <p className="small scenario-last">
      <a href={`#/history/${encodeURIComponent(record.callId)}`}>Last run {moment(record.startedWallMs, now)}</a>
      <span className="soft">{endOfRecord(record, running)}</span>
      {all > 0 ? (
        <Mark tone={held === all ? 'good' : 'bad'}>{`${held} of ${plural(all, 'expectation')} held`}</Mark>
      ) : null}
    </p>
  );
}

function Scenario({
  scenario,
  practice,
  last,
  now,
}: {
  scenario: ScenarioSummary;
  practice: Practice;
  last: LastResult | undefined;
  now: number;
}) {
  return (
    <li className="scenario">
      <div className="grow">
        <div className="row">
          <h3>{scenario.title}</h3>
          <span className="tag">{scenario.kind === 'script' ? 'script' : 'played by the language model'}</span>
          <span className="faint small">{scenario.leadName}</span>
        </div>
        <p className="soft">{scenario.describes}</p>
        {last ? <Last result={last} now={now} /> : null}
      </div>
      <Button
        icon={<PhoneCall className="icon" aria-hidden="true" />}
        disabled={!practice.canStart || practice.starting}
        aria-label={`Call: ${scenario.title}`}
        onClick={() => {
          practice.start(scenario.scenarioId);
          window.location.hash = '#/call';
        }}
      >
        Call
      </Button>
    </li>
  );
}

function Broken({ scenarios }: { scenarios: readonly ScenarioSummary[] }) {
  if (scenarios.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="broken">
      <h2 id="broken">Files that cannot be used</h2>
      <ul className="card rows">
        {scenarios.map((scenario) => {
          const words = scenario.failure ? describeFailure(scenario.failure) : null;
          return (
            <li key={scenario.file} className="scenario">
              <FileWarning className="icon scenario-broken" aria-hidden="true" />
              <div className="grow">
                <code>{scenario.file}</code>
                <p>{words?.says}</p>
                <p className="soft">{words?.help}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Every scenario by difficulty, what it trains, how it went last, and the files that are broken. */
export function PracticeScreen() {
  const practice = usePractice();
  const last = useLastResults();
  const now = useClock().wallTime();
  const broken = practice.scenarios.filter((scenario) => scenario.failure !== null);
  return (
    <Page
      title="Practice"
      about="A simulated lead rings, speaks and reacts. Sound passes the same narrow band, packets and jitter as a telephone."
      tools={<Button onClick={practice.refresh}>Read the files again</Button>}
    >
      <FailureNotice failure={practice.listFailure ?? practice.startFailure} />
      {practice.canStart ? null : (
        <p className="soft">A call is on the line; the next one can start when it has ended.</p>
      )}
      {!practice.loading && practice.scenarios.length === 0 && !practice.listFailure ? (
        <Empty icon={GraduationCap} title="No scenario found">
          Scenarios are YAML files; docs/SCENARIOS.md says how one is written.
        </Empty>
      ) : null}
      {DIFFICULTIES.map(({ difficulty, title, about }) => {
        const scenarios = practice.usable.filter((scenario) => scenario.difficulty === difficulty);
        if (scenarios.length === 0) return null;
        return (
          <section key={difficulty} className="stack" aria-labelledby={difficulty}>
            <div>
              <h2 id={difficulty}>{title}</h2>
              <p className="faint">{about}</p>
            </div>
            <ul className="card rows">
              {scenarios.map((scenario) => (
                <Scenario
                  key={scenario.scenarioId}
                  scenario={scenario}
                  practice={practice}
                  last={last.get(scenario.scenarioId)}
                  now={now}
                />
              ))}
            </ul>
          </section>
        );
      })}
      <Broken scenarios={broken} />
    </Page>
  );
}
