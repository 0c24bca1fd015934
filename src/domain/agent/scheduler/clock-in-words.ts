import { HOUR, numberOf } from './time-in-words.ts';

/** Part of a day, in minutes after midnight; `exact`: one moment was named. */
export type ClockSpan = { fromMinute: number; toMinute: number; exact: boolean };

/** What the words say about the time of day; what is left of them says nothing more about it. */
export type ClockFound = {
  /** null: no time of day was named. */
  spans: readonly ClockSpan[] | null;
  /** A time of day was refused ("four does not work"). */
  refused: boolean;
  rest: string;
};

const DAY_END = 24 * 60;
const MINUTE =
  '(?:zero (?:one|two|three|four|five|six|seven|eight|nine)|(?:twenty|thirty|forty|fifty)(?: five)?|ten|fifteen|[0-5][05])';
const HALF =
  '(?:in the morning|in the afternoon|in the evening|at night|am|pm|this morning|this afternoon|this evening|tonight)';
const CLOCK = `(?:\\d{3,4}|${HOUR}(?: ${MINUTE})?)(?: oclock| sharp)?(?: ${HALF})?|noon|midday|high noon`;
const HALVES = new RegExp(`\\b(half|a quarter|quarter) (past|after|to|till|of|before) (${HOUR})(?= |$)`, 'g');
const MINUTES_OFF = new RegExp(`\\b(five|ten|twenty five|twenty) (past|to|till) (${HOUR})(?= |$)`, 'g');

/** "Half past ten" as "10 30", "a quarter to five" as "4 45". */
const written = (words: string, pattern: RegExp): string =>
  words.replace(pattern, (...[, by = '', way, hour = '']: string[]) => {
    const minutes = by === 'half' ? 30 : by.endsWith('quarter') ? 15 : (numberOf(by) ?? 0);
    const at = (numberOf(hour) ?? 0) * 60 + (way === 'past' || way === 'after' ? minutes : -minutes);
    const whole = at < 60 ? at + 12 * 60 : at;
    return `${Math.floor(whole / 60)} ${String(whole % 60).padStart(2, '0')}`;
  });

const LEADS =
  'not before|no earlier than|any ?time after|some ?time after|later than|starting at|starting|from|after|past|not after|no later than|earlier than|any ?time before|some ?time before|before|by|until|till|not at|around about|around|about|at around|at about|roughly|close to|at|make it|say|like|prefer|rather|want|take|do|need|instead|is|or|and|to';

/** A number is a time of day where something before or behind it says so, or where nothing else is said. */
const WITH_LEAD = new RegExp(`\\b(${LEADS}) (${CLOCK})(?= |$)`, 'g');
const WITH_TAIL = new RegExp(
  `(?<!\\b(?:number|option|the|this|that|first|second|later|earlier|latter|last|other|afternoon|morning) )\\b((?:\\d{3,4}|${HOUR} ${MINUTE}|${HOUR}(?= (?:oclock|am|pm|in the (?:morning|afternoon|evening)|at night|ish|works|is|would|will|sounds|does|suits|tomorrow|on)))(?: oclock)?(?: ${HALF})?|noon|midday)(?= |$)`,
  'g',
);
const ALONE = new RegExp(
  `^(?:(?:yes|no|okay|ok|maybe|so|then|let us|how about|what about) )*(${CLOCK})(?: (?:then|please|maybe|thanks|instead))*$`,
);
const RANGE = new RegExp(`\\b(?:between|from) (${CLOCK}) (?:and|to|till|until) (${CLOCK})(?= |$)`);
const REFUSES = /^ ?(?:does not|do not|is not|is no|will not|would not|is too|is bad|can not|is out)/;

/** The times of day in `timeWords`. Bare hours are hours of business: one to seven after noon, eight to eleven before. */
export function clockIn(said: string): ClockFound {
  const halved = written(said, HALVES);
  const range = RANGE.exec(halved);
  const words = range ? halved : written(halved, MINUTES_OFF);
  if (range) {
    const halves = halfOf(words);
    const [from, to] = [minuteOf(range[1]!, halves), minuteOf(range[2]!, halves)];
    if (from !== null && to !== null && from < to)
      return {
        spans: [{ fromMinute: from, toMinute: to, exact: false }],
        refused: false,
        rest: words.replace(range[0], ' ').trim(),
      };
  }
  return within(words, named(words));
}

function named(words: string): ClockFound {
  const half = halfOf(words);
  const spans: ClockSpan[] = [];
  let refused = false;
  const take = (lead: string, clock: string, behind: string): string | null => {
    const minute = minuteOf(clock, half);
    if (minute === null) return null;
    if (lead === 'not at' || REFUSES.test(behind)) refused = true;
    else spans.push(spanOf(lead, minute));
    return ' ';
  };
  let rest = words;
  for (const found of words.matchAll(WITH_LEAD)) {
    const [all, lead = '', clock = ''] = found;
    const behind = words.slice(found.index + all.length);
    if (!isNoTime(lead, clock) && take(lead, clock, behind) !== null) rest = rest.replace(all, ' ');
  }
  rest = rest.replace(
    WITH_TAIL,
    (found, clock: string, at: number) => take('at', clock, rest.slice(at + found.length)) ?? found,
  );
  const alone = ALONE.exec(rest)?.[1] ?? 'one';
  if (alone !== 'one' && take('at', alone, '') !== null) rest = '';
  return { spans: spans.length > 0 ? spans : null, refused, rest: rest.replace(/\s+/g, ' ').trim() };
}

/** "The one", "or two of them": numbers that are no times. */
const isNoTime = (lead: string, clock: string): boolean =>
  /^(?:one|two)$/.test(clock) && /^(?:or|and|to|is|like|want|take|do|need|prefer|rather|say|from)$/.test(lead);

const AROUND_MINUTES = 60;

function spanOf(lead: string, minute: number): ClockSpan {
  if (
    /^(?:not before|no earlier than|any ?time after|some ?time after|later than|starting|starting at|from|after|past)$/.test(
      lead,
    )
  )
    return { fromMinute: minute, toMinute: DAY_END, exact: false };
  if (/^(?:not after|no later than|earlier than|any ?time before|some ?time before|before|by|until|till)$/.test(lead))
    return { fromMinute: 0, toMinute: minute, exact: false };
  if (/around|about|roughly|close/.test(lead))
    return { fromMinute: minute - AROUND_MINUTES, toMinute: minute + AROUND_MINUTES + 1, exact: false };
  return { fromMinute: minute, toMinute: minute + 1, exact: true };
}

/** Which half of the day the words name anywhere: "tomorrow morning at nine". */
const halfOf = (words: string): 'am' | 'pm' | null =>
  /\b(?:am|morning)\b/.test(words) ? 'am' : /\b(?:pm|afternoon|evening|night|tonight)\b/.test(words) ? 'pm' : null;

/** Minutes after midnight; null where the words are no time of day. */
function minuteOf(clock: string, half: 'am' | 'pm' | null): number | null {
  if (/^(?:high )?noon$|^midday$/.test(clock)) return 12 * 60;
  const own = halfOf(clock) ?? half;
  const bare = clock.replace(new RegExp(`(?: oclock| sharp)?(?: ${HALF})?$`), '').replace(/ oclock$/, '');
  if (/^\d{3,4}$/.test(bare)) return joined(Number(bare.slice(0, -2)), Number(bare.slice(-2)), own);
  const [, hour, minute] = new RegExp(`^(${HOUR})(?: (${MINUTE}))?$`).exec(bare) ?? [];
  if (!hour) return null;
  return joined(numberOf(hour), minute === undefined ? 0 : minutesOf(minute), own);
}

const minutesOf = (words: string): number => numberOf(words.replace(/^zero /, '')) ?? 0;

function joined(hour: number | undefined, minute: number, half: 'am' | 'pm' | null): number | null {
  const at = hourOf(hour, half);
  return at === null || minute > 59 ? null : at * 60 + minute;
}

function hourOf(hour: number | undefined, half: 'am' | 'pm' | null): number | null {
  if (hour === undefined || hour > 23) return null;
  if (hour > 12 || hour === 0) return hour;
  if (half === 'am') return hour % 12;
  if (half === 'pm') return (hour % 12) + 12;
  return hour <= 7 ? hour + 12 : hour;
}

const PARTS: readonly [RegExp, number, number][] = [
  [
    /\b(?:early|first thing)(?: (?:tomorrow|in the|on \w+|this|\w+day))? morning\b|\bfirst thing\b|\bearly morning\b/,
    6 * 60,
    10 * 60,
  ],
  [/\blate morning\b/, 10 * 60, 12 * 60],
  [/\bmorning\b/, 6 * 60, 12 * 60],
  [/\b(?:lunch ?time|lunch break|over lunch|around lunch|at lunch)\b/, 11 * 60 + 30, 13 * 60 + 30],
  [/\bearly afternoon\b|\bafter lunch\b/, 12 * 60, 15 * 60],
  [/\blate(?:r in the)? afternoon\b|\bend of the day\b/, 15 * 60, 18 * 60],
  [/\bafternoon\b/, 12 * 60, 18 * 60],
  [/\bafter (?:work|school|hours)\b|\bevening\b|\btonight\b|\bat night\b|\bafter dinner\b/, 17 * 60, 22 * 60],
];
const REFUSED_PART =
  /\b(?:not|never|no)(?: \w+){0,3}? (?:morning|afternoon|evening|night|tonight)\b|\b(?:morning|afternoon|evening)s? (?:do not|does not|is not|are not|is bad|are bad|will not|is no good)\b/;

/** A named part of the day stands alone, or narrows what "after" and "before" leave open. */
function within(words: string, found: ClockFound): ClockFound {
  if (REFUSED_PART.test(words)) return { ...found, refused: true };
  const part = PARTS.find(([pattern]) => pattern.test(words));
  if (!part) return found;
  const [, fromMinute, toMinute] = part;
  if (found.spans === null) return { ...found, spans: found.refused ? null : [{ fromMinute, toMinute, exact: false }] };
  const narrowed = found.spans.map((span) => {
    if (span.exact) return span;
    const both = {
      fromMinute: Math.max(span.fromMinute, fromMinute),
      toMinute: Math.min(span.toMinute, toMinute),
      exact: false,
    };
    return both.fromMinute < both.toMinute ? both : span;
  });
  return { ...found, spans: narrowed };
}
