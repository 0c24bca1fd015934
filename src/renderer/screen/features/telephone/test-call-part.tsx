import { PhoneCall } from 'lucide-react';
import { useId } from 'react';
import { useSnapshot } from '../../bridge/bridge-context.tsx';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useTelephone, type TelephoneNow } from '../../bridge/use-telephone.ts';
import { Button } from '../../ui/button.tsx';
import { Mark, type MarkTone } from '../../ui/mark.tsx';
import { Part } from './part.tsx';
import { useTestCall } from './use-test-call.ts';

const STATES: Readonly<Record<TelephoneNow['state'], { says: string; tone: MarkTone }>> = {
  unknown: { says: 'Looking…', tone: 'idle' },
  off: { says: 'The telephone is off', tone: 'idle' },
  connecting: { says: 'The telephone is connecting…', tone: 'busy' },
  ready: { says: 'The telephone is connected', tone: 'good' },
  lost: { says: 'The telephone is not connected', tone: 'bad' },
};

/** Rings the person's own phone, once the telephone is connected. */
export function TestCallPart({ trial }: { trial: boolean }) {
  const id = useId();
  const helpId = useId();
  const troubleId = useId();
  const telephone = useTelephone();
  const { phase } = useSnapshot();
  const { written, write, call, busy, trouble, failure } = useTestCall();
  const free = phase === 'idle' || phase === 'ended';
  const ready = telephone.state === 'ready' && free && written.trim() !== '';
  const { says, tone } = STATES[telephone.state];
  return (
    <Part title="Test call">
      <p role="status">
        <Mark tone={tone}>{says}</Mark>
      </p>
      {telephone.state === 'lost' ? <FailureNotice failure={telephone.failure} quiet /> : null}
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void call();
        }}
      >
        <div className="telephone-field">
          <label htmlFor={id}>Your own phone</label>
          <input
            id={id}
            className="input"
            type="tel"
            value={written}
            maxLength={40}
            placeholder="512 555 0143"
            aria-describedby={`${troubleId} ${helpId}`}
            aria-invalid={trouble !== null || undefined}
            autoComplete="off"
            onChange={(event) => {
              write(event.target.value);
            }}
          />
          <p id={troubleId} role="alert" className="telephone-trouble">
            {trouble}
          </p>
          <p id={helpId} className="small soft">
            The agent calls it and speaks with you. The number is added to your own phones under Settings; Latchkey
            calls no others.{trial ? ' With a trial account it must be verified at Twilio.' : ''}
          </p>
        </div>
        <div className="row">
          <Button
            type="submit"
            look="primary"
            icon={<PhoneCall className="icon" aria-hidden="true" />}
            busy={busy}
            disabled={!ready}
          >
            Call this phone
          </Button>
          {free ? null : <span className="soft">A call is up.</span>}
        </div>
      </form>
      <FailureNotice failure={failure} />
    </Part>
  );
}
