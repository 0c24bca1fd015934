import { useState } from 'react';
import { asText, type ControlProps } from './control-props.ts';
import { settingTrouble } from './setting-trouble.ts';

/** A number of minutes; kept when the field is left or Enter is pressed, if it can be. */
export function MinutesControl({ id, setting, value, describedBy, keep, onTrouble }: ControlProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const minutes = draft === null || draft.trim() === '' ? NaN : Number(draft);
  const trouble = draft === null ? null : settingTrouble(setting.key, minutes);
  const commit = () => {
    if (draft === null) return;
    onTrouble(trouble);
    if (trouble !== null) return;
    setDraft(null);
    if (minutes !== value) keep(minutes);
  };
  return (
    <input
      id={id}
      className="input"
      inputMode="numeric"
      value={draft ?? asText(value)}
      aria-describedby={describedBy}
      aria-invalid={trouble !== null || undefined}
      autoComplete="off"
      onChange={(event) => {
        setDraft(event.target.value);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key !== 'Escape') return;
        setDraft(null);
        onTrouble(null);
      }}
    />
  );
}
