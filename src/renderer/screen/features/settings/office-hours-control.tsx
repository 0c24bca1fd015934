import { useState } from 'react';
import { OfficeHours, OpenHours, WEEKDAYS, type Weekday } from '../../../../domain/scheduling/office-hours.ts';
import type { ControlProps } from './control-props.ts';

const OPENED = { opens: '09:00', closes: '17:00' };
const nameOf = (day: Weekday) => day[0]!.toUpperCase() + day.slice(1);

/** For every weekday whether there are visits, and from when to when; kept as soon as it is a day that can be. */
export function OfficeHoursControl({ id, setting, value, describedBy, keep, onTrouble }: ControlProps) {
  const kept = OfficeHours.parse(value);
  /** What cannot be kept yet, of one day. */
  const [draft, setDraft] = useState<{ day: Weekday; open: { opens: string; closes: string } } | null>(null);
  const change = (day: Weekday, open: { opens: string; closes: string } | null) => {
    const parsed = OpenHours.safeParse(open);
    if (!parsed.success && open) {
      setDraft({ day, open });
      onTrouble(`${nameOf(day)}: ${parsed.error.issues[0]?.message ?? 'this cannot be used'}.`);
      return;
    }
    setDraft(null);
    onTrouble(null);
    keep({ ...kept, [day]: open });
  };
  return (
    <div role="group" id={id} aria-label={setting.label} aria-describedby={describedBy} className="stack-tight">
      {WEEKDAYS.map((day) => {
        const open = draft?.day === day ? draft.open : kept[day];
        const time = (what: 'opens' | 'closes', label: string) => (
          <input
            className="input office-time"
            aria-label={`${nameOf(day)} ${label}`}
            aria-invalid={draft?.day === day || undefined}
            value={open?.[what] ?? ''}
            disabled={open === null}
            placeholder="09:00"
            maxLength={5}
            onChange={(event) => {
              if (open) change(day, { ...open, [what]: event.target.value });
            }}
          />
        );
        return (
          <div key={day} className="office-day">
            <label>
              <input
                type="checkbox"
                checked={open !== null}
                onChange={(event) => {
                  change(day, event.target.checked ? OPENED : null);
                }}
              />{' '}
              {nameOf(day)}
            </label>
            {time('opens', 'from')}
            <span aria-hidden="true">–</span>
            {time('closes', 'to')}
          </div>
        );
      })}
    </div>
  );
}
