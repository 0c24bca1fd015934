import type { Ref } from 'react';
import type { Failure } from '../../../../domain/failure.ts';
import type { SetUpView } from '../../../../domain/telephony/set-up-view.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Part } from './part.tsx';
import { STATE_MARKS, STEP_NAMES } from './step-words.ts';

type StepsPartProps = {
  headingRef: Ref<HTMLHeadingElement>;
  view: SetUpView;
  complete: boolean;
  begun: boolean;
  /** Why nothing can be begun now, or null where it can. */
  lacking: string | null;
  /** Sent, and not answered yet. */
  busy: boolean;
  onSetUp: () => void;
  onCancel: () => void;
  cancelling: boolean;
  /** What ended the last run before or beside its steps. */
  failure: Failure | null;
  cancelled: boolean;
};

function buttonSays({ complete, begun }: StepsPartProps): string {
  if (complete) return 'Set up again';
  return begun ? 'Go on with the set-up' : 'Set up';
}

/** What is said while it works and after; read out as it changes. */
function statusOf({ view, complete, cancelled }: StepsPartProps): string {
  const at = view.steps.findIndex(({ state }) => state === 'running');
  const step = view.steps[at];
  if (view.running === 'undo') return step ? `Taking back: ${STEP_NAMES[step.step]}.` : 'Taking back…';
  if (view.running) return step ? `Step ${at + 1} of ${view.steps.length}: ${STEP_NAMES[step.step]}.` : 'Beginning…';
  if (complete) return 'All is made. Call your own phone below to try it.';
  return cancelled ? 'Cancelled. What is made is kept; go on whenever you like.' : '';
}

function Kept({ view }: { view: SetUpView }) {
  return view.keyKept === 'keychain' ? (
    <p className="small soft">The key for calls is kept in this machine’s keychain, and nowhere else.</p>
  ) : (
    <Notice
      tone="warning"
      quiet
      says="This machine has no keychain that can be used, so the key for calls is kept in memory only."
      help="After each start of Latchkey go through these steps again: a new key is made, and the rest is found as it is."
    />
  );
}

/** The ten steps, how far they are, and the button that does what is left of them. */
export function StepsPart(props: StepsPartProps) {
  const { view, lacking } = props;
  const busy = props.busy || view.running !== null;
  const done = view.steps.filter(({ state }) => state === 'done').length;
  const failedAt = view.steps.find(({ state }) => state === 'failed');
  return (
    <Part title="What is made at Twilio" headingRef={props.headingRef}>
      <Progress
        label={view.running === 'undo' ? 'Left at Twilio' : 'Made at Twilio'}
        done={done}
        total={view.steps.length}
        shows={`${done} of ${view.steps.length}`}
      />
      <ol className="telephone-steps rows">
        {view.steps.map(({ step, state, failure }) => (
          <li key={step} className="telephone-step" aria-current={state === 'running' ? 'step' : undefined}>
            <span>{STEP_NAMES[step]}</span>
            <Mark tone={STATE_MARKS[state].tone}>{STATE_MARKS[state].says}</Mark>
            {failure ? (
              <div className="telephone-step-failure">
                <FailureNotice failure={failure} />
              </div>
            ) : null}
          </li>
        ))}
      </ol>
      <p role="status" className="soft">
        {statusOf(props)}
      </p>
      {failedAt ? null : <FailureNotice failure={props.failure} />}
      <div className="row">
        <Button
          look={props.complete ? 'plain' : 'primary'}
          busy={busy}
          disabled={lacking !== null && !busy}
          onClick={props.onSetUp}
        >
          {buttonSays(props)}
        </Button>
        {view.running ? (
          <Button busy={props.cancelling} onClick={props.onCancel}>
            Cancel
          </Button>
        ) : null}
        {lacking === null || busy ? null : <span className="soft">{lacking}</span>}
      </div>
      <Kept view={view} />
    </Part>
  );
}
