import { withDigits } from '../../floor/said-digits.ts';

/** A postal address as far as it was said; '' for what was not. */
export type Address = { number: string; street: string; unit: string; city: string; zip: string };

export const NO_ADDRESS: Address = { number: '', street: '', unit: '', city: '', zip: '' };

const KINDS =
  'street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|ct|circle|cir|boulevard|blvd|way|place|pl|terrace|trail|parkway|pkwy|highway|hwy|loop|square|row|run|pike|path|cove|crossing|ridge|plaza|bend|alley|broadway';
const KIND = new RegExp(
  `^(.*?\\b(?:${KINDS})\\b(?: (?:north|south|east|west|northeast|northwest|southeast|southwest|n|s|e|w)\\b)?)`,
);
const UNIT = /\b(apartment|apt|unit|suite|ste|number|lot|floor|#)[ ,]*(\d+ ?[a-z]?|[a-z] ?\d*)\b/;
const ZIP = /\b(?:zip(?: code)?(?: is)?[ ,]*)?(\d{5})(?: ?, ?\d{4})?\b/;
const LEAD_IN =
  /^(?:(?:yes|yeah|sure|okay|ok|so|well|oh|no|sorry|um+|uh+|is|it's|it is|that's|that is|that would be|the|my|our|your|we're|we are|i'm|i am|i|we|live|live at|at|on|in|home|house number is|number is|house|property|address|is at|would be|located|make that|actually|of course|over|,) )+/;
const TRAIL = /(?: ,| please| thanks| thank you| that's it| um+| uh+)+$/;

/** Reads an address as people say it, or as it is written. Pure. */
export function addressIn(text: string): Address {
  const said = digitsKept(text).replace(/\s+/g, ' ').trim().replace(LEAD_IN, '').replace(TRAIL, '');
  const unit = taken(said, UNIT);
  const number = HOUSE_NUMBER.exec(unit.rest)?.[1] ?? '';
  const zip = taken(unit.rest.slice(number.length).trim(), ZIP);
  const [streetWords, behind] = streetIn(zip.rest, number !== '');
  const city = streetWords !== '' || zip.found ? tidy(behind.replace(/[,\d]/g, ' ').replace(IN, ' ')) : '';
  return {
    number,
    street: titled(tidy(streetWords)),
    unit: unit.found ? `${unitName(unit.found[1]!)} ${unit.found[2]!.replace(/ /g, '').toUpperCase()}` : '',
    city: titled(city).replace(/ [A-Z][a-z]$/, (state) => state.toUpperCase()),
    zip: zip.found?.[1] ?? '',
  };
}

const HOUSE_NUMBER = /^(\d{1,6}[a-z]?)\b(?! ?(?:bed|bath|year|acre|square|minutes|miles))/;
const IN = /^ *(?:in|and it's in|near)\b/;

/** The words that name the street, and what stands behind them. Without its kind ("Elm") it needs a house number before it. */
function streetIn(said: string, hasNumber: boolean): [street: string, behind: string] {
  const street = KIND.exec(said)?.[1] ?? (hasNumber ? (/^[a-z][a-z' ]*/.exec(said)?.[0] ?? '') : '');
  return [street, said.slice(street.length)];
}

/** A part of an address, and the words without it. */
function taken(said: string, pattern: RegExp): { found: RegExpExecArray | null; rest: string } {
  const found = pattern.exec(said);
  if (!found) return { found, rest: said };
  const rest = `${said.slice(0, found.index)} , ${said.slice(found.index + found[0].length)}`;
  return { found, rest: rest.replace(/(?: ,)+ /g, ' , ').trim() };
}

const TENS = ', ,twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety'.split(',');
const ORDINALS = ',first,second,third,fourth,fifth,sixth,seventh,eighth,ninth'.split(',');
const SUFFIX = ['th', 'st', 'nd', 'rd'];
const ORDINAL = new RegExp(`\\b(${TENS.slice(2).join('|')})[ -](${ORDINALS.slice(1).join('|')})\\b`, 'gi');
const SMALL = '(?:one|two|three|four|five|six|seven|eight|nine)';
const LARGE = '(?:ten|eleven|twelve|\\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)';

/**
 * Digits as digits. A house number comes in pairs ("forty two eleven") or as a sum ("one hundred twenty three"); the
 * number of a street stays one word.
 */
const digitsKept = (text: string): string =>
  withDigits(
    text
      .replace(/#/g, ' number ')
      .replace(ORDINAL, (_, ten: string, unit: string) => {
        const ones = ORDINALS.indexOf(unit.toLowerCase());
        return `${TENS.indexOf(ten.toLowerCase())}${ones}${SUFFIX[ones] ?? 'th'}`;
      })
      .replace(new RegExp(`\\b(?:hundred|thousand)(?: and)? (?=${LARGE}\\b)`, 'gi'), '')
      .replace(new RegExp(`\\bthousand(?: and)? (?=${SMALL} hundred\\b)`, 'gi'), '')
      .replace(new RegExp(`\\bhundred(?: and)? (?=${SMALL}\\b)`, 'gi'), 'oh '),
  ).replace(/\bapt\b/g, 'apartment');

const unitName = (said: string): string =>
  said === 'suite' || said === 'ste'
    ? 'Suite'
    : said === 'lot'
      ? 'Lot'
      : said === 'floor'
        ? 'Floor'
        : said === 'unit'
          ? 'Unit'
          : 'Apartment';
const tidy = (words: string): string =>
  words
    .replace(/\s*,\s*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const titled = (words: string): string =>
  words.replace(/(^|[ -])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());

/** `4211 Oak Street, Apartment 5, Austin Texas, 78701`. */
export const writtenAddress = ({ number, street, unit, city, zip }: Address): string =>
  [`${number} ${street}`.trim(), unit, city, zip].filter(Boolean).join(', ');
