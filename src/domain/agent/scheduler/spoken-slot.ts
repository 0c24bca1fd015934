import { DateTime } from 'luxon';
import type { TimeSlot } from '../../scheduling/time-slot.ts';

const NUMBERS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty'];
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );

const inWords = (count: number): string =>
  NUMBERS[count] ?? [TENS[Math.floor(count / 10)], count % 10 ? NUMBERS[count % 10] : ''].filter(Boolean).join('-');
const ordinal = (day: number): string =>
  ORDINALS[day - 1] ?? (day === 30 ? 'thirtieth' : `${day < 30 ? 'twenty' : 'thirty'}-${ORDINALS[(day % 10) - 1]}`);

/** Tells which clock is meant: "Eastern time". */
export const spokenZone = (timeZone: string, wallMs: number): string =>
  DateTime.fromMillis(wallMs, { zone: timeZone, locale: 'en-US' })
    .toFormat('ZZZZZ')
    .replace(/ (?:Standard|Daylight|Summer) Time$/, ' time')
    .replace(/^(?:UTC|GMT|Coordinated Universal Time)$/, 'universal time');

/** A time of day as people say it: "four in the afternoon", "half past ten in the morning", "noon". */
export function spokenTime(wallMs: number, timeZone: string): string {
  const { hour, minute } = DateTime.fromMillis(wallMs, { zone: timeZone });
  if (minute === 0 && hour === 12) return 'noon';
  if (minute === 0 && hour === 0) return 'midnight';
  const part = hour < 12 ? 'in the morning' : hour < 18 ? 'in the afternoon' : 'in the evening';
  const name = (of: number) => inWords(of % 12 === 0 ? 12 : of % 12);
  if (minute === 0) return `${name(hour)} ${part}`;
  if (minute === 30) return `half past ${name(hour)} ${part}`;
  if (minute === 15) return `a quarter past ${name(hour)} ${part}`;
  if (minute === 45) return `a quarter to ${name(hour + 1)} ${part}`;
  return `${name(hour)} ${minute < 10 ? `oh ${inWords(minute)}` : inWords(minute)} ${part}`;
}

export type SpokenSlotOptions = {
  /** Name the zone behind it: the clock of the desk is another one, or the caller asked. */
  nameZone?: boolean;
};

/**
 * When a slot begins, on the lead's clock, as people say it: "today at four in the afternoon", "tomorrow at noon",
 * "Thursday the fifth at half past ten in the morning", and from a week ahead with the month.
 */
export function spokenSlot(slot: TimeSlot, timeZone: string, nowWallMs: number): string {
  const at = DateTime.fromMillis(slot.startWallMs, { zone: timeZone, locale: 'en-US' });
  const today = DateTime.fromMillis(nowWallMs, { zone: timeZone }).startOf('day');
  const ahead = Math.round(at.startOf('day').diff(today, 'days').days);
  const day =
    ahead === 0
      ? 'today'
      : ahead === 1
        ? 'tomorrow'
        : ahead < 7
          ? `${at.weekdayLong} the ${ordinal(at.day)}`
          : `${at.weekdayLong}, ${at.monthLong} ${ordinal(at.day)},`;
  return `${day} at ${spokenTime(slot.startWallMs, timeZone)}`;
}

/** The same whole, whatever day it is now, for what is read back and confirmed: "Thursday, March fifth, at four in the afternoon". */
export function wholeSlot(slot: TimeSlot, timeZone: string, options: SpokenSlotOptions = {}): string {
  const at = DateTime.fromMillis(slot.startWallMs, { zone: timeZone, locale: 'en-US' });
  const day = `${at.weekdayLong}, ${at.monthLong} ${ordinal(at.day)}`;
  return withZone(`${day}, at ${spokenTime(slot.startWallMs, timeZone)}`, slot, { timeZone, ...options });
}

const withZone = (text: string, slot: TimeSlot, { timeZone, nameZone }: SpokenSlotOptions & { timeZone: string }) =>
  nameZone ? `${text}, ${spokenZone(timeZone, slot.startWallMs)}` : text;
