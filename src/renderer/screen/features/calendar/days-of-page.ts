import type { BusyTime } from '../../../../domain/scheduling/busy-time.ts';
import type { CalendarEntry, CalendarPage } from '../../../../domain/scheduling/calendar-page.ts';
import { dayThere } from '../../bridge/appointment-words.ts';

export type CalendarRow = { kind: 'visit'; entry: CalendarEntry } | { kind: 'busy'; busy: BusyTime };
export type CalendarDay = { day: string; rows: CalendarRow[] };

const startOf = (row: CalendarRow) => (row.kind === 'visit' ? row.entry.slot.startWallMs : row.busy.slot.startWallMs);

/** Rows by the day on which they start where the desk's clock stands, earliest first. Pure. */
export function byDay(rows: readonly CalendarRow[], timeZone: string): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (const row of [...rows].sort((a, b) => startOf(a) - startOf(b))) {
    const day = dayThere(startOf(row), timeZone);
    const last = days.at(-1);
    if (last?.day === day) last.rows.push(row);
    else days.push({ day, rows: [row] });
  }
  return days;
}

/** What really is, and what is only practised; a hold that has ended is in neither. */
export function splitPage({ appointments, busy }: CalendarPage, nowWallMs: number) {
  const visits = (line: CalendarEntry['line']): CalendarRow[] =>
    appointments
      .filter((entry) => entry.line === line && (entry.heldUntilWallMs ?? Infinity) > nowWallMs)
      .map((entry) => ({ kind: 'visit', entry }));
  return {
    real: [...visits('telephone'), ...busy.map((one): CalendarRow => ({ kind: 'busy', busy: one }))],
    practice: visits('practice'),
  };
}
