import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useWish } from '../../bridge/use-wish.ts';
import { Button } from '../../ui/button.tsx';
import { useKeys } from '../../ui/keys.tsx';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** The keys of a telephone, for the far end's menus. What was sent stays shown while the call lasts. */
export function Keypad(props: { callId: string; sent: string; onSent: (key: string) => void; onClose: () => void }) {
  const { callId, sent, onSent, onClose } = props;
  const digits = useWish('digits.send');
  const first = useRef<HTMLButtonElement>(null);
  const press = (key: string) => {
    void digits.send({ callId, digits: key }).then((answer) => {
      if (answer.ok) onSent(key);
    });
  };
  useEffect(() => {
    first.current?.focus();
  }, []);
  useKeys([
    ...KEYS.map((key) => ({
      key,
      shows: '0–9 * #',
      does: 'Send a key to the far end',
      run: () => {
        press(key);
      },
    })),
    { key: 'Escape', shows: 'Esc', does: 'Close the keypad', run: onClose },
  ]);
  return (
    <div
      className="keypad"
      role="group"
      aria-label="Keypad"
      onKeyDown={(event) => {
        // Also where single-letter keys are switched off: with the focus in here it is clear what is meant.
        if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !KEYS.includes(event.key)) return;
        event.preventDefault();
        press(event.key);
      }}
    >
      <div className="row">
        <output className="keypad-sent number grow" aria-label="Sent">
          {sent === '' ? <span className="faint">Nothing sent yet</span> : sent}
        </output>
        <Button look="quiet" icon={<X className="icon" aria-hidden="true" />} onClick={onClose}>
          Close
        </Button>
      </div>
      <div className="keypad-keys">
        {KEYS.map((key) => (
          <button
            key={key}
            ref={key === '1' ? first : undefined}
            type="button"
            className="button keypad-key"
            onClick={() => {
              press(key);
            }}
          >
            {key}
          </button>
        ))}
      </div>
      <FailureNotice failure={digits.failure} />
    </div>
  );
}
