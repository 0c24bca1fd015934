import { GraduationCap, PhoneCall } from 'lucide-react';
import { useState } from 'react';
import { useSettings } from '../../bridge/bridge-context.tsx';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { usePractice } from '../../bridge/use-practice.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DialCard } from './dial-card.tsx';
import { TodayPanel } from './today-panel.tsx';

const DIFFICULTIES = [
  { difficulty: 'easy', label: 'Easy' },
  { difficulty: 'medium', label: 'Medium' },
  { difficulty: 'hard', label: 'Hard' },
] as const;

/** No call: place one, to a telephone or for practice, and see how the day went. */
export function IdleCall() {
  const practice = usePractice();
  const { settings, known } = useSettings();
  const [picked, setPicked] = useState<string | null>(null);
  const chosen = practice.usable.find((scenario) => scenario.scenarioId === picked) ?? practice.usable[0];
  const start = () => {
    if (chosen && !practice.starting) practice.start(chosen.scenarioId);
  };
  useKeys(chosen ? [{ key: 'p', shows: 'P', does: `Practice call: ${chosen.title}`, run: start }] : []);
  return (
    <Page
      title="Call"
      about="The line is free. A simulated lead answers practice calls: no account, no network, nobody is disturbed."
    >
      {known && !settings.firstRunDone ? (
        <Notice
          tone="info"
          quiet
          says="Set-up is not finished."
          help="Calls work with what is there; the set-up says what is missing."
          action={
            <a className="button" href="#/set-up">
              Continue set-up
            </a>
          }
        />
      ) : null}
      <div className="idle-cards">
        <DialCard />
        <section className="card card-pad idle-practice" aria-labelledby="practice-call">
          <h2 id="practice-call">Practice call</h2>
          <FailureNotice failure={practice.listFailure ?? practice.startFailure} />
          {!practice.loading && !chosen && !practice.listFailure ? (
            <Empty
              icon={GraduationCap}
              title="No scenario can be used"
              action={
                <a className="button" href="#/practice">
                  Open Practice
                </a>
              }
            >
              Practice lists every scenario file and says what is wrong with it.
            </Empty>
          ) : null}
          {chosen ? (
            <>
              <div className="idle-choose">
                <label className="idle-field">
                  <span className="small soft">Scenario</span>
                  <select
                    className="input"
                    value={chosen.scenarioId}
                    onChange={(event) => {
                      setPicked(event.target.value);
                    }}
                  >
                    {DIFFICULTIES.map(({ difficulty, label }) => (
                      <optgroup key={difficulty} label={label}>
                        {practice.usable
                          .filter((scenario) => scenario.difficulty === difficulty)
                          .map((scenario) => (
                            <option key={scenario.scenarioId} value={scenario.scenarioId}>
                              {scenario.title}
                            </option>
                          ))}
                      </optgroup>
                    ))}
                  </select>
                </label>
                <Button
                  look="primary"
                  big
                  icon={<PhoneCall className="icon" aria-hidden="true" />}
                  busy={practice.starting}
                  onClick={start}
                  aria-keyshortcuts="p"
                >
                  {practice.starting ? 'Calling…' : 'Practice call'} <Kbd keys="P" />
                </Button>
              </div>
              <p className="soft">
                {chosen.describes} <span className="faint">The lead is {chosen.leadName}.</span>
              </p>
            </>
          ) : null}
        </section>
      </div>
      <TodayPanel />
    </Page>
  );
}
