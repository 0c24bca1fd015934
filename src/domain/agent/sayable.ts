import { spokenDecimal, spokenInteger, spokenPrice } from './fields/spoken-price.ts';
import { spokenNumber } from './spoken-number.ts';

/**
 * Text as a voice can say it: without markdown, lists, links, stage directions and emoji, and with prices, times, dates and
 * large numbers in words. Every text goes through it before it is spoken; what is sayable already stays as it is. Pure.
 * Numbers below a thousand stay digits, which every voice reads right: they stand in names and in telephone numbers.
 */
export const sayable = (text: string): string =>
  rules
    .reduce((so, [pattern, words]) => so.replace(pattern, (...found) => words(found as string[])), speakable(text))
    .replace(/\s+/g, ' ')
    .trim();

/** What is found, and the words for it: `found` is the match and its groups. */
type Rule = readonly [RegExp, (found: readonly (string | undefined)[]) => string];

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const SIZES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mil: 1e6,
  million: 1e6,
  b: 1e9,
  billion: 1e9,
};
const NUMBER = '(\\d{1,3}(?:,\\d{3})+|\\d+)(\\.\\d+)?';
const SIZE = '(?:[ -]?(k|m|b|mil|thousand|million|billion)\\b)?';

const rules: readonly Rule[] = [
  [
    /(?:\+|\b)1?[ -]?\(?(?<!\d)(\d{3})\)?[ .-]?(\d{3})[ .-](\d{4})\b/g,
    ([all = '']) => `${/^\s*/.exec(all)![0]}${spokenNumber(all)}`,
  ],
  [/\+1\d{10}\b/g, ([all = '']) => spokenNumber(all)],
  // A range of prices or sizes, before its ends are read alone.
  [/(\d(?:[km]\b|\b)) ?[–-] ?(?=\$?\d)/gi, ([, before = '']) => `${before} to `],
  [/\$ ?1\b(?![.,\d]| ?(?:k|m|b|mil|thousand|million|billion)\b)/gi, () => 'one dollar'],
  [
    /\$ ?(\d[\d,]*)\.(\d\d)\b(?! ?(?:k|m|b|mil|thousand|million|billion)\b)/gi,
    ([, whole = '', cents]) =>
      `${spokenInteger(plain(whole))} dollars${cents === '00' ? '' : ` and ${spokenInteger(Number(cents))} cents`}`,
  ],
  [
    new RegExp(`\\$ ?${NUMBER}${SIZE}`, 'gi'),
    ([, whole = '', share, size]) => `${amountOf(whole, share, size)} dollars`,
  ],
  [
    new RegExp(`${NUMBER} ?%`, 'g'),
    ([, whole = '', share = '']) => `${spokenDecimal(plain(whole), share.slice(1))} percent`,
  ],
  [
    /\b(\d{1,2}):(\d{2})(?: ?([ap])\.?m\b\.?)?/gi,
    ([, hour, minute, half]) => clock(Number(hour), Number(minute), half),
  ],
  [/\b(\d{1,2}) ?([ap])\.?m\b\.?/gi, ([, hour, half]) => clock(Number(hour), 0, half)],
  [/\b24\/7\b/g, () => 'around the clock'],
  [
    /\b(1[0-2]|0?[1-9])\/(3[01]|[12]\d|0?[1-9])(?:\/(\d{4}))?\b(?!\/)/g,
    ([, month, day, year]) => date(Number(month), Number(day), year),
  ],
  [/\b(\d{1,2})(?:st|nd|rd|th)\b/g, ([, count]) => ordinal(Number(count))],
  [
    new RegExp(`\\b${NUMBER}(?: (million|billion|thousand)\\b|(k|m)\\b)`, 'gi'),
    ([, whole = '', ...sizes]) => amountOf(whole, sizes[0], sizes[1] ?? sizes[2]),
  ],
  [/\b\d{1,3}(?:,\d{3})+\b/g, ([number = '']) => spokenPrice(plain(number))],
  [/\b(\d+)\.(\d+)\b/g, ([, whole, share = '']) => spokenDecimal(Number(whole), share)],
  [/\b\d{4,}\b/g, ([number = '']) => bare(number)],
  [/\bsq\.? ?ft\b\.?/gi, () => 'square feet'],
  [/ ?& ?/g, () => ' and '],
  [/\be\.g\.,?/gi, () => 'for example'],
  [/\bi\.e\.,?/gi, () => 'that is'],
  [/\betc\b\.?/gi, () => 'and so on'],
  [/(?<=\p{L})\/(?=\p{L})/gu, () => ' or '],
];

const plain = (number: string): number => Number(number.replaceAll(',', ''));

/** `450`, `.5`, `k`: four hundred fifty thousand five hundred. */
function amountOf(whole: string, share = '', size = ''): string {
  const great = SIZES[size.toLowerCase()];
  if (great === undefined && share !== '') return spokenDecimal(plain(whole), share.slice(1));
  return spokenPrice(Math.round(Number(`${plain(whole)}${share}`) * (great ?? 1)));
}

/** `four thirty in the afternoon`; without am or pm, hours below 13 stay as they are said. */
function clock(hour: number, minute: number, half: string | undefined): string {
  if (hour > 23 || minute > 59) return `${spokenInteger(hour)} ${spokenInteger(minute)}`;
  const hours = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (minute === 0 && hours === 12 && half !== undefined) return 'noon';
  const part = half === undefined && hours < 13 ? '' : ` ${partOfDay(hours)}`;
  return `${spokenInteger(hours % 12 === 0 ? 12 : hours % 12)}${minutes(minute, part === '')}${part}`;
}

function minutes(minute: number, alone: boolean): string {
  if (minute === 0) return alone ? " o'clock" : '';
  return minute < 10 ? ` oh ${spokenInteger(minute)}` : ` ${spokenInteger(minute)}`;
}

const partOfDay = (hours: number): string =>
  hours < 12 ? 'in the morning' : hours < 17 ? 'in the afternoon' : hours < 21 ? 'in the evening' : 'at night';

const date = (month: number, day: number, year: string | undefined): string =>
  `${MONTHS[month - 1]!} ${ordinal(day)}${year ? `, ${bare(year)}` : ''}`;

const ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};
function ordinal(number: number): string {
  const words = spokenInteger(number).split(' ');
  const last = words.pop()!;
  return [...words, ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`)].join(' ');
}

/** Years and house numbers come in pairs; round numbers are numbers; anything longer is read digit by digit. */
function bare(digits: string): string {
  const number = Number(digits);
  if (digits.length > 4)
    return number % 1_000 === 0 && digits.length < 10 ? spokenPrice(number) : Array.from(digits).join(' ');
  if (number % 1_000 === 0) return spokenInteger(number);
  const [left, right] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  if (number > 2_000 && number < 2_010) return spokenInteger(number);
  const tail = right === 0 ? 'hundred' : right < 10 ? `oh ${spokenInteger(right)}` : spokenInteger(right);
  return digits.startsWith('0') ? Array.from(digits).join(' ') : `${spokenInteger(left)} ${tail}`;
}

/** Takes away what a voice cannot say: markdown, lists, links, stage directions, emoji. */
export function speakable(text: string): string {
  return text
    .replace(/[\p{Extended_Pictographic}\u{FE0F}\u{200D}]/gu, '')
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/\*[^*\n]{0,40}\*(?!\*)(?<=\*(?:smiles?|laughs?|pauses?|sighs?|nods?|chuckles?)[^*]*\*)/gi, ' ')
    .replace(
      /[([](?:smiles?|smiling|laughs?|pauses?|pause|sighs?|nods?|chuckles?|note|name|your name|insert)[^)\]]*[)\]]/gi,
      ' ',
    )
    .replace(/^\s*(?:[-*•–]|\d+[.)])(?:\s+|$)/gm, '')
    .replace(/[*_#>`~|{}[\]<\\]/g, '')
    .replace(/^[\s"'“”(]+|[\s"“”(]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
