import type { Appointment } from '../../../domain/scheduling/appointment.ts';
import type { TimeSlot } from '../../../domain/scheduling/time-slot.ts';
import { machineTimeZone } from '../../../domain/scheduling/time-zone.ts';

/** Where the desk's clock stands, as the settings say. */
export const deskZone = ({ timeZone }: { timeZone: string }): string =>
  timeZone === '' ? machineTimeZone() : timeZone;

/** `Thu, Mar 5` where the desk's clock stands. */
export const dayThere = (wallMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en', { weekday: 'short', day: 'numeric', month: 'short', timeZone }).format(wallMs);

export const timeThere = (wallMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(wallMs);

/** `16:00–17:00`, or with the day of the end where that is another one. */
export function spanWords({ startWallMs, endWallMs }: TimeSlot, timeZone: string): string {
  const ends = timeThere(endWallMs, timeZone);
  const day = dayThere(endWallMs, timeZone);
  return `${timeThere(startWallMs, timeZone)}–${day === dayThere(startWallMs, timeZone) ? ends : `${day}, ${ends}`}`;
}

const STATES: Record<Appointment['state'], string> = {
  held: 'Held, not confirmed yet',
  booked: 'Booked',
  cancelled: 'Cancelled',
};

/** What a call has, in a line; null where it has nothing. `Booked: Thu, Mar 5, 16:00–17:00`. */
export function appointmentWords(
  { appointment, hold }: { appointment: Appointment | null; hold: Appointment | null },
  timeZone: string,
): string | null {
  const words = ({ slot, state }: Appointment) =>
    `${STATES[state]}: ${dayThere(slot.startWallMs, timeZone)}, ${spanWords(slot, timeZone)}`;
  const both = [appointment, hold].flatMap((one) => (one ? [words(one)] : []));
  return both.length === 0 ? null : both.join('. ');
}
