import { PhoneCall, RotateCcw, Smartphone } from 'lucide-react';
import { useRef, useState } from 'react';
import { writtenNumber } from '../../../../domain/lead/phone-number.ts';
import { useSettings } from '../../bridge/bridge-context.tsx';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useDial, useLastNumber, type Dial } from '../../bridge/use-dial.ts';
import { useTelephone, type TelephoneNow } from '../../bridge/use-telephone.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { Mark, type MarkTone } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';

const STATES: Record<TelephoneNow['state'], { says: string; tone: MarkTone }> = {
  unknown: { says: 'Looking', tone: 'idle' },
  off: { says: 'Not set up', tone: 'idle' },
  connecting: { says: 'Connecting', tone: 'busy' },
  ready: { says: 'Connected', tone: 'good' },
  lost: { says: 'Not connected', tone: 'warn' },
};

function OwnPhones({ dial }: { dial: Dial }) {
  const { settings, known } = useSettings();
  if (!known) return null;
  if (settings.ownPhones.length === 0)
    return (
      <Notice
        tone="info"
        quiet
        says="No phone of your own is entered yet."
        help="Latchkey calls your own phones and no others, until there are rules for more."
        action={
          <a className="button" href="#/settings">
            Enter one under Settings
          </a>
        }
      />
    );
  return (
    <ul className="dial-own" aria-label="Your own phones">
      {settings.ownPhones.map((phone) => (
        <li key={phone}>
          <Button
            icon={<Smartphone className="icon" aria-hidden="true" />}
            disabled={dial.busy}
            aria-label={`Call your own phone ${writtenNumber(phone)}`}
            onClick={() => {
              dial.dial(phone);
            }}
          >
            {writtenNumber(phone)}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Any number, one of the own phones, or the last one once more. */
function Dialler() {
  const field = useRef<HTMLInputElement>(null);
  const [number, setNumber] = useState('');
  const dial = useDial();
  const last = useLastNumber();
  const redial = () => {
    if (last !== null) dial.dial(last);
  };
  useKeys([
    { key: 'd', shows: 'D', does: 'Dial a number', run: () => field.current?.focus() },
    ...(last === null ? [] : [{ key: 'r', shows: 'R', does: `Call ${writtenNumber(last)} again`, run: redial }]),
  ]);
  return (
    <>
      <form
        className="idle-choose"
        onSubmit={(event) => {
          event.preventDefault();
          dial.dial(number);
        }}
      >
        <label className="idle-field dial-field">
          <span className="small soft">
            Number <Kbd keys="D" />
          </span>
          <input
            ref={field}
            className="input"
            type="tel"
            value={number}
            maxLength={40}
            autoComplete="off"
            placeholder="512 555 0143"
            aria-keyshortcuts="d"
            onChange={(event) => {
              setNumber(event.target.value);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
          />
        </label>
        <Button
          type="submit"
          look="primary"
          big
          busy={dial.busy}
          icon={<PhoneCall className="icon" aria-hidden="true" />}
        >
          {dial.busy ? 'Calling…' : 'Call'}
        </Button>
        {last === null ? null : (
          <Button
            big
            disabled={dial.busy}
            icon={<RotateCcw className="icon" aria-hidden="true" />}
            aria-keyshortcuts="r"
            onClick={redial}
          >
            {writtenNumber(last)} again <Kbd keys="R" />
          </Button>
        )}
      </form>
      <FailureNotice failure={dial.failure} />
      <OwnPhones dial={dial} />
    </>
  );
}

/** Calling over the telephone, and whether that is possible now. */
export function DialCard() {
  const telephone = useTelephone();
  const { says, tone } = STATES[telephone.state];
  return (
    <section className="card card-pad idle-practice" aria-labelledby="dial">
      <div className="row">
        <h2 id="dial" className="grow">
          Telephone
        </h2>
        <span role="status">
          <Mark tone={tone}>{says}</Mark>
        </span>
      </div>
      {telephone.state === 'off' ? (
        <Notice
          tone="info"
          quiet
          says="Real calls go through a Twilio account of your own."
          help="Setting it up takes a few minutes, and a call to your own phone shows that it works. Practice needs none of it."
          action={
            <a className="button" href="#/telephone">
              Set up the telephone
            </a>
          }
        />
      ) : null}
      {telephone.state === 'lost' ? <FailureNotice failure={telephone.failure} quiet /> : null}
      {telephone.state === 'off' || telephone.state === 'unknown' ? null : <Dialler />}
    </section>
  );
}
