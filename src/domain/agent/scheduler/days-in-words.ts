import * as chrono from 'chrono-node';
import type { DateTime } from 'luxon';
import { numberOf, ORDINAL, ordinalOf, SMALL_NUMBER } from './time-in-words.ts';

/** Local days (their beginnings, in the lead's zone) that the words name, and those that they refuse. */
export type DaysFound = {
  /** null: no day was named. */
  days: readonly DateTime[] | null;
  refused: readonly DateTime[];
};

/** So far ahead "any afternoon" and "weekends only" are looked for. */
export const HORIZON_DAYS = 14;

const NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const NAME = `(?:${NAMES.join('|')})`;
const weekdayOf = (name: string): number => NAMES.indexOf(name.replace(/s$/, '')) + 1;

const DAY = `(?:(?:this|next|on|this coming|coming) )?(?:${NAME}s?|tomorrow|today|tonight|weekends?|weekdays?)`;
const REFUSED_BEFORE = new RegExp(
  `\\b(?:not|except|but not|other than|besides|anything but|any day but|every day but|all but|avoid|can not(?: \\w+){0,2}?|can not do|will not work)(?: (?:for|on|make|do|make it|it|until))* (${DAY}(?: (?:or|and) ${DAY})*)\\b`,
  'g',
);
const REFUSED_BEHIND = new RegExp(
  `\\b(${DAY}) (?:does not|do not|is not|is no|are not|will not|would not|is bad|are bad|is out|is too|i can not|is a bad|is full)\\b`,
  'g',
);

/** The days in `timeWords`, seen from `now`, which is in the lead's zone. */
export function daysIn(words: string, now: DateTime): DaysFound {
  const refused: DateTime[] = [];
  const take = (_: string, found: string) => {
    const days = positive(found, now) ?? [];
    // Who refuses a Monday without saying which one refuses them all.
    const all = /\b(?:this|next|coming)\b/.test(found) || !new RegExp(NAME).test(found) ? [] : daysFrom(now, 21);
    refused.push(...days, ...all.filter(({ weekday }) => days.some((day) => day.weekday === weekday)));
    return ' ';
  };
  const rest = words.replace(REFUSED_BEFORE, take).replace(REFUSED_BEHIND, take).replace(/\s+/g, ' ').trim();
  return { days: positive(rest, now), refused };
}

/** The next days from today on. */
export const daysFrom = (now: DateTime, count: number = HORIZON_DAYS): DateTime[] =>
  Array.from({ length: count }, (_, ahead) => now.startOf('day').plus({ days: ahead }));

/** That day of this month and of the three after it, where they have it and it is not over. */
function daysOfMonth(now: DateTime, day: number | undefined): DateTime[] {
  if (day === undefined) return [];
  const months = [0, 1, 2, 3].map((ahead) => now.startOf('month').plus({ months: ahead }));
  return months
    .filter((month) => day <= (month.daysInMonth ?? 0))
    .map((month) => month.set({ day }))
    .filter((one) => one >= now.startOf('day'));
}

function positive(words: string, now: DateTime): DateTime[] | null {
  const sets = setsIn(words, now);
  if (sets) return sets;
  const weeks = weeksIn(words, now);
  const named = HAS_DATE.test(words) ? datesIn(words, now) : weekdaysIn(words, now, weeks);
  if (named) return named;
  return weeks ?? ordinalsIn(words, now) ?? datesIn(words, now);
}

/** "Weekends only", "any weekday", "Tuesdays". */
function setsIn(words: string, now: DateTime): DateTime[] | null {
  if (/\b(?:this|the coming|coming|next|over the|the) weekend\b/.test(words)) return null;
  if (/\bweekends?\b/.test(words)) return daysFrom(now).filter(({ weekday }) => weekday > 5);
  if (/\bweek ?days?\b|\bbusiness days?\b|\bduring the week\b/.test(words))
    return daysFrom(now).filter(({ weekday }) => weekday < 6);
  const plural = [...words.matchAll(new RegExp(`\\b(?:(?:any|every) (${NAME})|(${NAME})s)\\b`, 'g'))];
  if (plural.length === 0) return null;
  const wanted = plural.map(([, any, many]) => weekdayOf(any ?? many ?? ''));
  return daysFrom(now).filter(({ weekday }) => wanted.includes(weekday));
}

/** Whole weeks and parts of them; weeks begin on Monday. */
function weeksIn(words: string, now: DateTime): DateTime[] | null {
  if (!/\b(?:week|weekend|month)\b/.test(words)) return null;
  const week = (ahead: number) => daysFrom(now.startOf('week').plus({ weeks: ahead }), 7);
  const from = (days: DateTime[]) => days.filter((day) => day >= now.startOf('day'));
  if (/\bnext weekend\b/.test(words)) return week(1).slice(5);
  if (/\bweekend\b/.test(words)) return from(week(0).slice(5));
  const which = /\bweek after next\b/.test(words)
    ? 2
    : /\b(?:next|following|coming) week\b/.test(words)
      ? 1
      : /\bthis week\b|\bend of the week\b|\blater in the week\b/.test(words)
        ? 0
        : null;
  if (which === null) return monthIn(words, now);
  const days = week(which);
  if (/\b(?:early|beginning of|start of|first half of)\b/.test(words)) return from(days.slice(0, 3));
  if (/\b(?:late|later|end of)\b/.test(words)) return from(days.slice(3, 5));
  if (/\bmiddle of\b|\bmid\b/.test(words)) return from(days.slice(1, 4));
  return from(days);
}

function monthIn(words: string, now: DateTime): DateTime[] | null {
  if (!/\b(?:next|the following) month\b/.test(words)) return null;
  const first = now.startOf('month').plus({ months: 1 });
  const days = daysFrom(first, first.daysInMonth ?? 30);
  if (/\b(?:early|beginning of|start of)\b/.test(words)) return days.slice(0, 10);
  return /\b(?:late|end of)\b/.test(words) ? days.slice(20) : days;
}

/**
 * Weekdays by name. Bare, it is the next one behind today; "next Thursday" is the one of next week; with a day of the
 * month beside it ("Thursday the third") both have to fit, in the three months ahead.
 */
function weekdaysIn(words: string, now: DateTime, weeks: DateTime[] | null): DateTime[] | null {
  const pattern = new RegExp(
    `\\b(?:(a week from|the week after) )?(?:(this coming|this|next|coming) )?(${NAME})(?: (after next|week|in (?:two|2) weeks|next week))?(?: (?:the )?(${ORDINAL}))?(?= |$)`,
    'g',
  );
  const found = [...words.matchAll(pattern)].map(([, later, which, name = '', behind, ordinal]) =>
    weekdayNamed({ weekday: weekdayOf(name), later, which, behind, ordinal }, now, weeks),
  );
  return found.length > 0 ? found : null;
}

type NamedWeekday = { weekday: number } & Record<'later' | 'which' | 'behind' | 'ordinal', string | undefined>;

function weekdayNamed({ weekday, ...by }: NamedWeekday, now: DateTime, weeks: DateTime[] | null): DateTime {
  const day = by.ordinal === undefined ? undefined : ordinalOf(by.ordinal);
  const dated = daysOfMonth(now, day).find((one) => one.weekday === weekday);
  if (dated) return dated;
  const inWeeks = weeks?.find((one) => one.weekday === weekday);
  if (inWeeks && (by.which !== 'this' || inWeeks > now)) return inWeeks;
  if (by.which === 'next') return now.startOf('week').plus({ weeks: 1, days: weekday - 1 });
  const ahead = (weekday - now.weekday + 7) % 7;
  const coming = now.startOf('day').plus({ days: ahead === 0 && by.which !== 'this' ? 7 : ahead });
  return (by.later ?? by.behind) ? coming.plus({ weeks: 1 }) : coming;
}

const MONTH =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec';
const HAS_MONTH = new RegExp(`\\b(?:${MONTH})\\b`);

/** "The third" is the next one that is not over; a day that the month has not is looked for in the month after. */
function ordinalsIn(words: string, now: DateTime): DateTime[] | null {
  if (HAS_MONTH.test(words)) return null;
  const found = [
    ...words.matchAll(
      new RegExp(
        `\\b(?:(?:on |by )?the|on) (${ORDINAL})(?! (?:one|time|option|slot|choice|thing|floor|of))(?= |$)`,
        'g',
      ),
    ),
  ]
    .map(([, ordinal]) => ordinalOf(ordinal ?? ''))
    .flatMap((day) => daysOfMonth(now, day).slice(0, 1));
  return found.length > 0 ? found : null;
}

/** A weekday beside it only repeats it. */
const HAS_DATE = new RegExp(
  `\\b(?:${MONTH}) (?:the )?(?:\\d{1,2}|${ORDINAL})\\b|\\b${ORDINAL} (?:of )?(?:${MONTH})\\b`,
);
const DATED = new RegExp(
  `\\b(?:today|tonight|tomorrow|\\d{1,2}/\\d{1,2}|(?:${MONTH}) (?:the )?(?:\\d|${ORDINAL})|${ORDINAL} (?:of )?(?:${MONTH})|(?:in|within) ${SMALL_NUMBER} (?:days?|weeks?)|${SMALL_NUMBER} (?:days?|weeks?) from (?:now|today)|a week from)`,
);

const written = (words: string): string =>
  words
    .replace(/\b(?:the )?day after tomorrow\b/, 'the day after tomorrow')
    .replace(new RegExp(`\\b(${MONTH}) the (?=${ORDINAL})`, 'g'), '$1 ')
    .replace(/\bthis (?:morning|afternoon|evening)\b/g, 'today')
    .replace(/\btomorrow (?:morning|afternoon|evening)\b/g, 'tomorrow');

/** What is left is a date as it is written, or so many days ahead. */
function datesIn(words: string, now: DateTime): DateTime[] | null {
  const plain = written(words);
  if (!DATED.test(plain)) return null;
  const ahead = /\ba week from (today|tomorrow)\b/.exec(words)?.[1];
  if (ahead) return [now.startOf('day').plus({ days: ahead === 'today' ? 7 : 8 })];
  const seen = { instant: now.toJSDate(), timezone: now.offset };
  const found = chrono.en.casual.parse(plain, seen, { forwardDate: true }).flatMap(({ start }) => {
    if (!start.isCertain('day')) return [];
    const day = now
      .startOf('day')
      .set({ year: start.get('year') ?? now.year, month: start.get('month') ?? 1, day: start.get('day') ?? 1 });
    return day >= now.startOf('day') ? [day] : [];
  });
  return found.length > 0 ? found : null;
}

/** Moments that are so far from now ("in two hours"); null where none is named. */
export function hoursAhead(words: string): number | null {
  const found = new RegExp(
    `\\b(?:in|within) (half an hour|(?:about )?(${SMALL_NUMBER}) hours?(?: and a half)?)\\b`,
  ).exec(words);
  if (!found) return null;
  if (found[1] === 'half an hour') return 0.5;
  const word = found[2] ?? '';
  const count = /^an?$/.test(word) ? 1 : word === 'a couple of' ? 2 : word === 'a few' ? 3 : numberOf(word);
  return count === undefined ? null : count + (found[1]!.endsWith('half') ? 0.5 : 0);
}
