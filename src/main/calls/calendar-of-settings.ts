import type { WorkflowSeed } from '../../domain/agent/workflow-seed.ts';
import type { CalendarRules } from '../../domain/scheduling/calendar-rules.ts';
import { machineTimeZone } from '../../domain/scheduling/time-zone.ts';
import type { Settings } from '../../domain/settings/settings.ts';

/** Where the desk's clock stands. */
export const deskTimeZone = ({ timeZone }: Pick<Settings, 'timeZone'>): string =>
  timeZone === '' ? machineTimeZone() : timeZone;

/** When visits may be. */
export const rulesOf = (settings: Settings): CalendarRules => ({
  timeZone: deskTimeZone(settings),
  hours: settings.officeHours,
  visitMinutes: settings.visitMinutes,
  leadMinutes: settings.visitLeadMinutes,
  bufferMinutes: settings.visitBufferMinutes,
});

/** What a call is told of the calendar: that there is one to book in, and the zone in which times are said. */
export const calendarSeedOf = (settings: Settings): Pick<WorkflowSeed, 'timeZone' | 'calendar'> => ({
  timeZone: deskTimeZone(settings),
  calendar: settings.bookVisits ? { visitMinutes: settings.visitMinutes } : null,
});
