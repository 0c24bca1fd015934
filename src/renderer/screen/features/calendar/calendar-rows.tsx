import { X } from 'lucide-react';
import { writtenNumber } from '../../../../domain/lead/phone-number.ts';
import type { BusyTime } from '../../../../domain/scheduling/busy-time.ts';
import type { CalendarEntry } from '../../../../domain/scheduling/calendar-page.ts';
import { dayThere, spanWords, timeThere } from '../../bridge/appointment-words.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useWish } from '../../bridge/use-wish.ts';
import { Button } from '../../ui/button.tsx';
import { CancelVisit } from './cancel-visit.tsx';
import type { CalendarDay } from './days-of-page.ts';

function Visit({ entry, timeZone }: { entry: CalendarEntry; timeZone: string }) {
  const number = entry.number === null ? '' : writtenNumber(entry.number);
  return (
    <li className="calendar-row">
      <span className="calendar-when number">{spanWords(entry.slot, timeZone)}</span>
      <span className="grow">
        <a href={`#/history/${encodeURIComponent(entry.callId)}`}>{entry.leadName || number || 'Unknown caller'}</a>
        {entry.leadName !== '' && number !== '' && number !== entry.leadName ? (
          <span className="soft"> {number}</span>
        ) : null}
      </span>
      {entry.line === 'practice' ? <span className="tag">Practice</span> : null}
      {entry.state === 'held' && entry.heldUntilWallMs !== null ? (
        <span className="tag tag-warn">Held until {timeThere(entry.heldUntilWallMs, timeZone)}</span>
      ) : (
        <span className="tag tag-accent">Booked</span>
      )}
      <CancelVisit entry={entry} timeZone={timeZone} />
    </li>
  );
}

function Busy({ busy, timeZone }: { busy: BusyTime; timeZone: string }) {
  const removal = useWish('busy.remove');
  const when = `${dayThere(busy.slot.startWallMs, timeZone)}, ${spanWords(busy.slot, timeZone)}`;
  return (
    <li className="calendar-row">
      <span className="calendar-when number">{spanWords(busy.slot, timeZone)}</span>
      <span className="grow soft">{busy.note || 'Busy'}</span>
      <span className="tag">Busy</span>
      <Button
        look="quiet"
        busy={removal.busy}
        icon={<X className="icon" aria-hidden="true" />}
        aria-label={`Remove the busy time, ${when}`}
        onClick={() => void removal.send({ busyId: busy.busyId })}
      >
        Remove
      </Button>
      <FailureNotice failure={removal.failure} />
    </li>
  );
}

/** What there is, day by day. */
export function CalendarDays({ days, timeZone }: { days: readonly CalendarDay[]; timeZone: string }) {
  return days.map(({ day, rows }) => (
    <section key={day} className="stack-tight" aria-label={day}>
      <h3>{day}</h3>
      <ul className="card rows">
        {rows.map((row) =>
          row.kind === 'visit' ? (
            <Visit key={row.entry.appointmentId} entry={row.entry} timeZone={timeZone} />
          ) : (
            <Busy key={row.busy.busyId} busy={row.busy} timeZone={timeZone} />
          ),
        )}
      </ul>
    </section>
  ));
}
