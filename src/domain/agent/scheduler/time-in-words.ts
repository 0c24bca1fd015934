import { spokenWords } from '../spoken-words.ts';

const ONES = 'one two three four five six seven eight nine'.split(' ');
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty'.split(' ');
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );

/** The value of a number word up to 59; undefined for any other word. */
export function numberOf(word: string): number | undefined {
  if (/^\d{1,2}$/.test(word)) return Number(word);
  const [first = '', second] = word.split(' ');
  const tens = TENS.indexOf(first);
  if (tens >= 0) return (tens + 2) * 10 + (second ? ONES.indexOf(second) + 1 : 0);
  const small = [...ONES, ...TEENS].indexOf(first);
  return small >= 0 && second === undefined ? small + 1 : undefined;
}

/** The day of a month that an ordinal names ("third", "21st", "twenty first"); undefined for anything else. */
export function ordinalOf(words: string): number | undefined {
  const digits = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(words)?.[1];
  if (digits) return inMonth(Number(digits));
  const [first = '', second] = words.split(' ');
  if (first === 'thirtieth') return 30;
  if (second === undefined) return inMonth(ORDINALS.indexOf(first) + 1);
  const unit = ORDINALS.slice(0, 9).indexOf(second) + 1;
  return unit > 0 ? inMonth((TENS.indexOf(first) + 2) * 10 + unit) : undefined;
}
const inMonth = (day: number): number | undefined => (day >= 1 && day <= 31 ? day : undefined);

export const ORDINAL = `(?:\\d{1,2}(?:st|nd|rd|th)|(?:twenty|thirty) (?:${ORDINALS.slice(0, 9).join('|')})|thirtieth|${ORDINALS.join('|')})`;
export const HOUR = '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-9]|2[0-3]|[1-9])';
export const SMALL_NUMBER = `(?:\\d{1,2}|${[...ONES, ...TEENS].join('|')}|a couple of|a few|an?)`;

/**
 * The words of the caller in one form for times and dates: as `spokenWords`, with what a recogniser on a telephone
 * makes of a clock ("at for", "p.m.", "4:30pm", "o'clock") written one way.
 */
export function timeWords(utterance: string): string {
  const kept = utterance
    .toLowerCase()
    .replace(/\b(?:oh|o)[- ]?(?=(?:one|two|three|four|five|six|seven|eight|nine)\b)/g, 'zero ');
  return ` ${spokenWords(kept)} `
    .replace(/ (?:work|working|busy|booked|tied up|away|gone|out) (?:until|till)(?= )/g, ' after')
    .replace(/ o clock(?= )/g, ' oclock')
    .replace(/(\d)(am|pm)(?= )/g, '$1 $2')
    .replace(/ (a|p) ?m(?= )/g, ' $1m')
    .replace(/ (in the )?(mornings|afternoons|evenings)(?= )/g, (found) => found.slice(0, -1))
    .replace(
      / (at|after|before|around|by|until|till) for(?= (?:$|thirty|fifteen|forty|oclock|am|pm|on|tomorrow|works|is|please))/g,
      ' $1 four',
    )
    .replace(
      / (at|after|before|around|by) (?:to|too)(?= (?:$|thirty|fifteen|forty|oclock|pm|on|tomorrow|works|is|please))/g,
      ' $1 two',
    )
    .replace(/ (at|after|before|around|by) ate(?= )/g, ' $1 eight')
    .replace(/ (at|after|before|around|by) won(?= )/g, ' $1 one')
    .replace(/ (?:for|fore) (?=(?:thirty|fifteen|forty five|oclock|pm|30|15|45) )/g, ' four ')
    .replace(/ half (?=(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) )/g, ' half past ')
    .trim();
}
