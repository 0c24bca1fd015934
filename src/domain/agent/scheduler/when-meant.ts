import { DateTime } from 'luxon';
import type { TimeSlot } from '../../scheduling/time-slot.ts';
import { type ClockFound, clockIn, type ClockSpan } from './clock-in-words.ts';
import { daysFrom, daysIn, type DaysFound, hoursAhead } from './days-in-words.ts';
import { slotChosen } from './slot-chosen.ts';
import { timeWords } from './time-in-words.ts';
import type { WallSpan, Window } from './window.ts';

/** What the caller means: a span of time, one of the slots they were offered, or nothing (null). */
export type WhenMeant = { type: 'window'; window: Window } | { type: 'slot'; slot: TimeSlot } | null;

export type Whereabouts = {
  nowWallMs: number;
  /** Where the lead's clock stands, an IANA name. */
  timeZone: string;
  /** The slots that the talk is about: what the caller was offered, or the one that is kept for them. */
  offered?: readonly TimeSlot[];
};

/**
 * The time that the caller means by what they say, on the lead's clock: "Thursday after four", "the 3rd", "any afternoon",
 * "not Monday", "the later one". Bare hours are hours of business ("at four" is 16:00). Pure.
 */
export function whenMeant(utterance: string, { nowWallMs, timeZone, offered = [] }: Whereabouts): WhenMeant {
  const words = timeWords(utterance);
  if (words === '') return null;
  const now = DateTime.fromMillis(nowWallMs, { zone: timeZone });
  const window = windowIn(words, now, offered);
  const slot = slotChosen(words, offered, window);
  if (slot) return { type: 'slot', slot };
  return window ? { type: 'window', window } : null;
}

/** All of the time ahead in which slots are looked for. */
export const anyTime = (nowWallMs: number, timeZone: string): Window => {
  const now = DateTime.fromMillis(nowWallMs, { zone: timeZone });
  return windowOf(daysFrom(now), null, { now, exact: false, refuses: false });
};

function windowIn(words: string, now: DateTime, offered: readonly TimeSlot[]): Window | null {
  const hours = hoursAhead(words);
  if (hours !== null) return hoursWindow(now, hours);
  const clock = clockIn(words);
  const days = daysIn(clock.rest, now);
  const refuses = clock.refused || days.refused.length > 0;
  if (clock.spans === null && days.days === null && !refuses) return relativeIn(words, now, offered);
  const meant = meantDays(days, clock, { now, offered });
  const [only, ...others] = clock.spans ?? [];
  const isMoment = only?.exact === true && others.length === 0 && meant.length === 1;
  return windowOf(meant, clock.spans, { now, exact: isMoment, refuses });
}
/** Where no day is named, a time of day is one on the days that the talk is about, or on any. */
function meantDays(
  { days, refused }: DaysFound,
  clock: ClockFound,
  { now, offered }: { now: DateTime; offered: readonly TimeSlot[] },
): DateTime[] {
  const about = offered.map(({ startWallMs }) => DateTime.fromMillis(startWallMs, { zone: now.zone }).startOf('day'));
  const isAbout = about.length > 0 && clock.spans !== null && refused.length === 0;
  const all = days ?? (isAbout ? about : daysFrom(now));
  const unique = [...new Map(all.map((day) => [day.toMillis(), day])).values()];
  return unique
    .filter((day) => !refused.some((one) => one.hasSame(day, 'day')))
    .sort((a, b) => a.toMillis() - b.toMillis());
}

function windowOf(
  days: readonly DateTime[],
  clock: readonly ClockSpan[] | null,
  { now, ...more }: { now: DateTime; exact: boolean; refuses: boolean },
): Window {
  const nowWallMs = now.toMillis();
  const spans = days
    .flatMap((day) => (clock ?? [{ fromMinute: 0, toMinute: 24 * 60 }]).map((span) => onDay(day, span)))
    .filter(({ toWallMs }) => toWallMs > nowWallMs)
    .map(({ fromWallMs, toWallMs }) => ({ fromWallMs: Math.max(fromWallMs, nowWallMs), toWallMs }));
  const fromWallMs = spans[0]?.fromWallMs ?? nowWallMs;
  return { fromWallMs, toWallMs: spans.at(-1)?.toWallMs ?? fromWallMs, spans, ...more };
}

/** The clock of the day decides, not the hours since midnight: on two days of the year they differ. */
function onDay(day: DateTime, { fromMinute, toMinute }: Pick<ClockSpan, 'fromMinute' | 'toMinute'>): WallSpan {
  const at = (minutes: number): number =>
    minutes >= 24 * 60
      ? day.plus({ days: 1 }).startOf('day').toMillis()
      : day.set({ hour: Math.floor(Math.max(0, minutes) / 60), minute: Math.max(0, minutes) % 60 }).toMillis();
  return { fromWallMs: at(fromMinute), toWallMs: at(toMinute) };
}

const HOUR_MS = 3_600_000;

function hoursWindow(now: DateTime, hours: number): Window {
  const fromWallMs = now.toMillis() + hours * HOUR_MS;
  const span = { fromWallMs, toWallMs: fromWallMs + HOUR_MS };
  return { ...span, spans: [span], exact: false, refuses: false };
}

const OPEN =
  /\b(?:any ?time|whenever|asap|as soon as possible|a s a p|soonest|earliest|the sooner|soon as|any day|any of them|you (?:pick|choose|decide)|what (?:do you have|have you got|is (?:open|available|free)|times? (?:do|are))|no preference|does not matter|flexible|some ?time|wide open|surprise me)\b/;
const LATER = /\b(?:later|after that|another day|further out)\b/;
const EARLIER = /\b(?:earlier|sooner|before that)\b/;

/** "Something later", seen from the slots that the talk is about; "any time" is all that is ahead. */
function relativeIn(words: string, now: DateTime, offered: readonly TimeSlot[]): Window | null {
  const all = () => windowOf(daysFrom(now), null, { now, exact: false, refuses: false });
  const [first, last] = [offered[0], offered.at(-1)];
  if (first && last && !/\bone\b/.test(words)) {
    if (LATER.test(words)) return clipped(all(), last.startWallMs + 1);
    if (EARLIER.test(words)) return clipped(all(), 0, first.startWallMs);
  }
  return OPEN.test(words) ? all() : null;
}

function clipped(window: Window, from: number, to = Infinity): Window {
  const [fromWallMs, toWallMs] = [Math.max(from, window.fromWallMs), Math.min(to, window.toWallMs)];
  const spans = fromWallMs < toWallMs ? [{ fromWallMs, toWallMs }] : [];
  return { ...window, fromWallMs, toWallMs: Math.max(fromWallMs, toWallMs), spans };
}
