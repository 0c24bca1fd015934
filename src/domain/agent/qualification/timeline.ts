const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  couple: 2,
  three: 3,
  few: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  eighteen: 18,
};
const MONTHS_OF: Readonly<Record<string, number>> = { day: 1 / 30, week: 1 / 4.3, month: 1, year: 12 };

/**
 * When somebody wants to move, in the rubric's four words. `value` is what was recognised of it, `words` all that was said.
 * What names a season or a month counts as within half a year: which year is not told.
 */
export function timelineOf(value: string, words: string): string {
  // A span that was told comes first: "right now" and "for years" stand beside it and are about other things.
  const months = spanOf(FROM_NOW.exec(words)?.[0] ?? value);
  if (months !== null) return inWords(months);
  if (/\bnext year\b/.test(value)) return 'within a year';
  if (
    /\b(?:some ?day|eventually|no rush|no hurry|one day|years|not for a while|not (?:right )?now|not yet|later)\b/.test(
      words,
    )
  )
    return 'some day';
  if (/\b(?:asap|a s a p|as soon as possible|right away|immediately|soon|now|this (?:week|month))\b/.test(words))
    return 'within three months';
  if (/\b(?:next|coming) (?:day|days|week|weeks|month)\b|\bweekend\b/.test(value)) return 'within three months';
  return 'within half a year';
}

/** "In two months", as against a span that is over. */
const FROM_NOW = /\b(?:in|within)(?: (?:about|maybe|like|the next|a))* \w+(?: of)? (?:day|week|month|year)s?\b/;

function spanOf(value: string): number | null {
  const spans = [...value.matchAll(/\b(\w+)(?: of)? (day|week|month|year)s?\b/g)].flatMap(
    ([, count = '', unit = '']) => {
      const number = /^\d+$/.test(count) ? Number(count) : NUMBERS[count];
      return number === undefined ? [] : [number * (MONTHS_OF[unit] ?? 1)];
    },
  );
  return spans.length === 0 ? null : Math.max(...spans);
}

function inWords(months: number): string {
  if (months <= 3) return 'within three months';
  if (months <= 6) return 'within half a year';
  return months <= 12 ? 'within a year' : 'some day';
}
