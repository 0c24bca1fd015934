import { DateTime } from 'luxon';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import type { LocalMoment } from './local-moment.ts';
import type { TimeSlot } from './time-slot.ts';

const LONGEST_DAYS = 366;

const refused = (reason: string): Result<never, Failure> => failed({ kind: 'refused', reason });

/** From when to when, as a clock in that zone shows it, in ms since the epoch. Refused where that is no span of time. */
export function spanOfClock(
  { starts, ends }: { starts: LocalMoment; ends: LocalMoment },
  timeZone: string,
): Result<TimeSlot, Failure> {
  const [from, to] = [starts, ends].map((moment) => DateTime.fromISO(moment, { zone: timeZone }));
  if (!from?.isValid || !to?.isValid) return refused('There is no such day or time.');
  if (to <= from) return refused('A busy time has to end after it starts.');
  if (to.diff(from, 'days').days > LONGEST_DAYS) return refused('A busy time can last a year at most.');
  return ok({ startWallMs: from.toMillis(), endWallMs: to.toMillis() });
}
