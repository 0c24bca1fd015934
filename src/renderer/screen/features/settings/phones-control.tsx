import { useState } from 'react';
import { parsePhoneNumber, writtenNumber } from '../../../../domain/lead/phone-number.ts';
import { describeFailure } from '../../../../domain/failure.ts';
import type { ControlProps } from './control-props.ts';

/** Telephone numbers, parted by commas; kept when the field is left or Enter is pressed, if all of them can be dialled. */
export function PhonesControl({ id, value, describedBy, keep, onTrouble }: ControlProps) {
  const kept = Array.isArray(value) ? value.map(writtenNumber).join(', ') : '';
  const [draft, setDraft] = useState<string | null>(null);
  const [trouble, setTrouble] = useState(false);
  const say = (says: string | null) => {
    setTrouble(says !== null);
    onTrouble(says);
  };
  const commit = () => {
    if (draft === null) return;
    const parsed = draft
      .split(/[,;\n]/)
      .filter((written) => written.trim() !== '')
      .map(parsePhoneNumber);
    const wrong = parsed.find((one) => !one.ok);
    if (wrong && !wrong.ok) {
      say(describeFailure(wrong.failure).says);
      return;
    }
    say(null);
    setDraft(null);
    keep([...new Set(parsed.flatMap((one) => (one.ok ? [one.value] : [])))]);
  };
  return (
    <input
      id={id}
      className="input"
      type="tel"
      placeholder="512 555 0143"
      value={draft ?? kept}
      aria-describedby={describedBy}
      aria-invalid={trouble || undefined}
      autoComplete="off"
      onChange={(event) => {
        setDraft(event.target.value);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key !== 'Escape') return;
        setDraft(null);
        say(null);
      }}
    />
  );
}
