import { Activity, Mic } from 'lucide-react';
import type { ConnectionProgress } from '../../../../domain/telephony/connection-report.ts';
import type { ConnectionVerdict, Grade } from '../../../../domain/telephony/judge-connection.ts';
import { useSnapshot } from '../../bridge/bridge-context.tsx';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { Button } from '../../ui/button.tsx';
import { Level } from '../../ui/level.tsx';
import { Mark, type MarkTone } from '../../ui/mark.tsx';
import { Notice, type NoticeTone } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Part } from './part.tsx';
import { useConnectionTest, type ConnectionTestView } from './use-connection-test.ts';

const STAGES: Readonly<Record<ConnectionProgress['stage'], string>> = {
  reaching: 'Reaching Twilio',
  calling: 'Calling the echo',
  listening: 'Listening to what comes back',
};
const TONES: Readonly<Record<Grade, { mark: MarkTone; notice: NoticeTone; says: string }>> = {
  good: { mark: 'good', notice: 'good', says: 'Good' },
  usable: { mark: 'warn', notice: 'warning', says: 'Usable' },
  poor: { mark: 'bad', notice: 'error', says: 'Poor' },
  none: { mark: 'bad', notice: 'error', says: 'Not possible' },
};

function Verdict({ verdict }: { verdict: ConnectionVerdict }) {
  return (
    <div className="stack">
      <Notice tone={TONES[verdict.grade].notice} says={verdict.says} />
      <ul className="telephone-steps rows" aria-label="What was found">
        {verdict.findings.map(({ grade, says, help }) => (
          <li key={says} className="telephone-step">
            <span>
              {says}
              {help ? <span className="small soft"> {help}</span> : null}
            </span>
            <Mark tone={TONES[grade].mark}>{TONES[grade].says}</Mark>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Course({ progress, running }: Pick<ConnectionTestView, 'progress' | 'running'>) {
  const label = progress ? STAGES[progress.stage] : 'Beginning';
  return (
    <div className="stack-tight">
      <Progress label={label} done={progress?.share ?? 0} total={1} />
      <div className="sound-levels">
        <span aria-hidden="true">{running === 'voice' ? 'You' : 'Sent'}</span>
        <Level label="What is sent" db={progress?.levels?.sentDb ?? null} />
        <span aria-hidden="true">Comes back</span>
        <Level label="What comes back" db={progress?.levels?.heardDb ?? null} />
      </div>
    </div>
  );
}

function statusOf({ running, progress, cancelled }: ConnectionTestView): string {
  if (running === 'voice' && progress?.stage === 'listening') return 'Speak: you hear yourself come back from Twilio.';
  if (cancelled === 'call') return 'A call began, so the test was ended. Test again when it is over.';
  return cancelled === 'asked' ? 'Cancelled.' : '';
}

/** Calls an echo at Twilio, which dials nobody, and says in words how calls from here will be. */
export function ConnectionPart() {
  const view = useConnectionTest();
  const { phase } = useSnapshot();
  const free = phase === 'idle' || phase === 'ended';
  return (
    <Part title="Test the connection">
      <p className="soft">
        Calls an echo at Twilio, and nobody else. Twilio bills it as up to a minute of the app’s own leg.
      </p>
      {view.running ? <Course {...view} /> : null}
      <p role="status" className="soft">
        {statusOf(view)}
      </p>
      {view.verdict ? <Verdict verdict={view.verdict} /> : null}
      <div className="row">
        <Button
          icon={<Activity className="icon" aria-hidden="true" />}
          busy={view.running === 'tone'}
          disabled={!free || view.running === 'voice'}
          onClick={() => {
            view.test(false);
          }}
        >
          Test the connection
        </Button>
        <Button
          icon={<Mic className="icon" aria-hidden="true" />}
          busy={view.running === 'voice'}
          disabled={!free || view.running === 'tone'}
          onClick={() => {
            view.test(true);
          }}
        >
          Hear yourself over Twilio
        </Button>
        {view.running ? (
          <Button busy={view.cancelling} onClick={view.cancel}>
            Cancel
          </Button>
        ) : null}
        {free ? null : <span className="soft">When the call is over.</span>}
      </div>
      <FailureNotice failure={view.failure} />
    </Part>
  );
}
