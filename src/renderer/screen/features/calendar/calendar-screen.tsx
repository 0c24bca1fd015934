import { CalendarDays as CalendarIcon, CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { BUSY_DAYS_AHEAD } from '../../../../domain/scheduling/busy-time.ts';
import { useHappening, useSettings } from '../../bridge/bridge-context.tsx';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { BusyDialog } from './busy-dialog.tsx';
import { CalendarDays } from './calendar-rows.tsx';
import { byDay, splitPage } from './days-of-page.ts';
import './calendar.css';

const DAY_MS = 86_400_000;
/** As far as anything can be: slots are given for less. */
const SHOWN_MS = (BUSY_DAYS_AHEAD + 7) * DAY_MS;
/** A hold that nobody confirms disappears by itself. */
const LOOK_AGAIN_MS = 15_000;

/** `2026-03-05` where the desk's clock stands. */
const dateThere = (wallMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(wallMs);

/** The desk's calendar: visits that were booked on the telephone, busy times, and apart from both, what was practised. */
export function CalendarScreen() {
  const now = useNow(LOOK_AGAIN_MS);
  const [openedAt] = useState(now);
  const { settings } = useSettings();
  const page = useAnswer('calendar.get', { fromWallMs: openedAt, toWallMs: openedAt + SHOWN_MS });
  useHappening('calendar.changed', page.refresh);
  useHappening('settings.changed', page.refresh);
  const [adding, setAdding] = useState(false);
  const add = () => {
    setAdding(true);
  };
  useKeys([{ key: 'n', shows: 'N', does: 'Add a busy time', run: add }]);
  const timeZone = page.value?.timeZone ?? '';
  const { real, practice } = splitPage(page.value ?? { appointments: [], busy: [] }, now);
  return (
    <Page
      title="Calendar"
      about={page.value ? `Visits that callers booked, by the clock of ${timeZone}.` : null}
      tools={
        <Button
          icon={<CalendarPlus className="icon" aria-hidden="true" />}
          disabled={!page.value}
          onClick={add}
          aria-keyshortcuts="n"
        >
          Add a busy time <Kbd keys="N" />
        </Button>
      }
    >
      <FailureNotice failure={page.failure} />
      {settings.bookVisits ? null : (
        <Notice
          quiet
          tone="info"
          says="The agent books no visits: it notes when to call back."
          action={<a href="#/settings">Settings</a>}
        />
      )}
      {page.value && real.length === 0 ? (
        <Empty icon={CalendarIcon} title="Nothing is booked">
          Visits that callers book are listed here. When they may be is set under <a href="#/settings">Settings</a>.
        </Empty>
      ) : null}
      {real.length > 0 ? (
        <section className="stack" aria-labelledby="calendar-visits">
          <h2 id="calendar-visits">Visits</h2>
          <CalendarDays days={byDay(real, timeZone)} timeZone={timeZone} />
        </section>
      ) : null}
      {practice.length > 0 ? (
        <section className="stack" aria-labelledby="calendar-practice">
          <h2 id="calendar-practice">Practice</h2>
          <p className="soft">Booked by simulated leads. Nobody comes, and no real time is taken.</p>
          <CalendarDays days={byDay(practice, timeZone)} timeZone={timeZone} />
        </section>
      ) : null}
      {adding && page.value ? (
        <BusyDialog
          day={dateThere(now, timeZone)}
          timeZone={timeZone}
          onClose={() => {
            setAdding(false);
          }}
        />
      ) : null}
    </Page>
  );
}
