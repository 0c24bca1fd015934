import { DateTime } from 'luxon';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import { BUSY_DAYS_AHEAD } from './busy-time.ts';
import type { LocalMoment } from './local-moment.ts';
import type { TimeSlot } from './time-slot.ts';

const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

const refused = (reason: string): Result<never, Failure> => failed({ kind: 'refused', reason });

/** From when to when, as a clock in that zone shows it, in ms since the epoch. Refused where that is no span of time. */
function spanOfClock(
  { starts, ends }: { starts: LocalMoment; ends: LocalMoment },
  timeZone: string,
): Result<TimeSlot, Failure> {
  const [from, to] = [starts, ends].map((moment) => DateTime.fromISO(moment, { zone: timeZone }));
  if (!from?.isValid || !to?.isValid) return refused('There is no such day or time.');
  if (to <= from) return refused('A busy time has to end after it starts.');
  if (to.diff(from, 'days').days > LONGEST_DAYS) return refused('A busy time can last a year at most.');
  return ok({ startWallMs: from.toMillis(), endWallMs: to.toMillis() });
}

/** A busy time that is still to come, and not so far ahead that nobody would see it; refused otherwise. */
export function busySpan(
  moments: { starts: LocalMoment; ends: LocalMoment },
  { timeZone, nowWallMs }: { timeZone: string; nowWallMs: number },
): Result<TimeSlot, Failure> {
  const span = spanOfClock(moments, timeZone);
  if (!span.ok) return span;
  if (span.value.endWallMs <= nowWallMs) return refused('That time is over.');
  if (span.value.startWallMs > nowWallMs + BUSY_DAYS_AHEAD * DAY_MS)
    return refused('A busy time can begin a year from now at most.');
  return span;
}
