import type { Clock } from '../../base/clock.ts';
import { ok } from '../../base/result.ts';
import type { Handlers } from '../../contract/define.ts';
import type { screenContract } from '../../contract/screen.ts';
import { busySpan } from '../../domain/scheduling/span-of-clock.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { deskTimeZone } from './calendar-of-settings.ts';
import type { DeskCalendar } from './desk-calendar.ts';
import type { Hosts } from './softphone-hosts.ts';

type CalendarDeps<Native> = {
  hosts: Pick<Hosts<Native>, 'store'>;
  calendar: Pick<DeskCalendar, 'strike'>;
  settings: Pick<SettingsStore, 'get'>;
  clock: Pick<Clock, 'wallTime'>;
};

/** What a screen may ask of the desk's calendar. */
export const calendarHandlers = <Native>({ hosts: { store }, calendar, settings, clock }: CalendarDeps<Native>) =>
  ({
    'calendar.get': async (span) => {
      const page = await store.call('calendar.list', span);
      return page.ok ? ok({ ...page.value, timeZone: deskTimeZone(settings.get()) }) : page;
    },
    'appointment.cancel': ({ appointmentId }) => calendar.strike(appointmentId),
    'busy.add': ({ note, ...moments }) => {
      const slot = busySpan(moments, { timeZone: deskTimeZone(settings.get()), nowWallMs: clock.wallTime() });
      return slot.ok ? store.call('busy.add', { slot: slot.value, note }) : slot;
    },
    'busy.remove': (busy) => store.call('busy.remove', busy),
  }) satisfies Partial<Handlers<typeof screenContract>>;
