import { DateTime } from 'luxon';
import type { Appointment } from './appointment.ts';
import { type CalendarRules, MOST_DAYS_AHEAD } from './calendar-rules.ts';
import { minutesOfDay, WEEKDAYS } from './office-hours.ts';
import { overlaps, type TimeSlot } from './time-slot.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What is taken: visits, which the buffer goes around, and spans in which the desk has no time. */
export type Taken = { visits: readonly TimeSlot[]; busy: readonly TimeSlot[] };

/** A visit may be kept for a caller who heard of it a while ago. */
export const OFFER_GRACE_MS = 15 * MINUTE_MS;

/** Whether an appointment has its slot at this moment. A hold that nobody confirmed in time has not. */
export const hasSlot = ({ state, heldUntilWallMs }: Appointment, nowWallMs: number): boolean =>
  state === 'booked' || (state === 'held' && heldUntilWallMs !== null && heldUntilWallMs > nowWallMs);

/** Visits start on the half-hour where they are that long, and on the quarter where they are shorter. */
const stepMinutes = ({ visitMinutes }: CalendarRules): number => (visitMinutes >= 30 ? 30 : 15);

/** When the office's clock shows so many minutes past midnight. Where it is set forward over them, a time later than that. */
const clockAt = (day: DateTime, minutes: number): DateTime =>
  minutes === 24 * 60
    ? day.plus({ days: 1 }).startOf('day')
    : day.set({ hour: Math.floor(minutes / 60), minute: minutes % 60 });

const shows = ({ hour, minute }: DateTime, minutes: number): boolean => hour * 60 + minute === minutes;

/** The slots of one day of the office, taken or not, earliest first. */
function slotsOfDay(day: DateTime, rules: CalendarRules): TimeSlot[] {
  const open = rules.hours[WEEKDAYS[day.weekday - 1]!];
  if (open === null) return [];
  const [opens, closes] = [minutesOfDay(open.opens), minutesOfDay(open.closes)];
  const [first, last] = [clockAt(day, opens), clockAt(day, closes)];
  const closesMs = last.toMillis();
  // Asking the clock for every slot takes many times as long: only on the days on which it is set.
  const startAt = (minutes: number): number | null => {
    if (first.offset === last.offset && shows(first, opens)) return first.toMillis() + (minutes - opens) * MINUTE_MS;
    const start = clockAt(day, minutes);
    return shows(start, minutes) ? start.toMillis() : null;
  };
  const slots: TimeSlot[] = [];
  for (let minutes = opens; minutes + rules.visitMinutes <= closes; minutes += stepMinutes(rules)) {
    const startWallMs = startAt(minutes);
    if (startWallMs === null) continue;
    // A visit is as long as it is, whatever the clock does meanwhile.
    const endWallMs = startWallMs + rules.visitMinutes * MINUTE_MS;
    if (endWallMs <= closesMs) slots.push({ startWallMs, endWallMs });
  }
  return slots;
}

/** Whether nobody has the slot, nor the way to it or from it. */
export function isUntaken(
  slot: TimeSlot,
  { visits, busy }: Taken,
  { bufferMinutes }: Pick<CalendarRules, 'bufferMinutes'>,
): boolean {
  const buffer = bufferMinutes * MINUTE_MS;
  const withWay = { startWallMs: slot.startWallMs - buffer, endWallMs: slot.endWallMs + buffer };
  return !visits.some((visit) => overlaps(visit, withWay)) && !busy.some((span) => overlaps(span, slot));
}

/** Whether the office gives such a slot at all: by its hours, the length of a visit and the lead time. */
export function isOffered(slot: TimeSlot, rules: CalendarRules, nowWallMs: number): boolean {
  const soonest = nowWallMs + Math.max(0, rules.leadMinutes * MINUTE_MS - OFFER_GRACE_MS);
  if (slot.startWallMs < soonest || slot.startWallMs - nowWallMs > (MOST_DAYS_AHEAD + 1) * DAY_MS) return false;
  const day = DateTime.fromMillis(slot.startWallMs, { zone: rules.timeZone }).startOf('day');
  return slotsOfDay(day, rules).some(
    ({ startWallMs, endWallMs }) => startWallMs === slot.startWallMs && endWallMs === slot.endWallMs,
  );
}

export type FreeQuery = { fromWallMs: number; toWallMs: number; most: number };

/** Slots that nobody has, earliest first, at most `most`, starting within the span; they may overlap one another. */
export function freeSlots(
  rules: CalendarRules,
  taken: Taken,
  { fromWallMs, toWallMs, most, nowWallMs }: FreeQuery & { nowWallMs: number },
): TimeSlot[] {
  const soonest = Math.max(fromWallMs, nowWallMs + rules.leadMinutes * MINUTE_MS);
  const latest = Math.min(toWallMs, nowWallMs + MOST_DAYS_AHEAD * DAY_MS);
  const found: TimeSlot[] = [];
  let day = DateTime.fromMillis(soonest, { zone: rules.timeZone }).startOf('day');
  for (; day.toMillis() < latest && found.length < most; day = day.plus({ days: 1 }).startOf('day'))
    found.push(
      ...slotsOfDay(day, rules).filter(
        (slot) => slot.startWallMs >= soonest && slot.startWallMs < latest && isUntaken(slot, taken, rules),
      ),
    );
  return found.slice(0, most);
}
