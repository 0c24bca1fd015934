const UNITS: Readonly<Record<string, number>> = {
  zero: 0,
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  couple: 2,
};
const TENS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const THOUSAND = 1_000;
const MILLION = 1_000_000;
/** What a house costs is told in thousands: "four fifty", "three ninety nine". */
const IN_THOUSANDS_BELOW = 1_000;

/** Dollars, as people tell the price of a house: "four fifty" is 450,000. null where no price is said. Pure. */
export function priceSaid(text: string): number | null {
  const words = plainWords(text);
  const parts = words.split(' ');
  const start = parts.findIndex((word, i) => isNumber(word) && !isArticle(parts, i));
  return start < 0 ? null : read(parts.slice(start));
}

const isNumber = (word: string): boolean => word in UNITS || word in TENS || /^\d+$/.test(word);
/** "A" counts only before what is counted. */
const isArticle = (words: readonly string[], at: number): boolean =>
  (words[at] === 'a' || words[at] === 'an') && !/^(?:million|hundred|thousand)$/.test(words[at + 1] ?? '');

const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(/(\d)(k|m)\b/g, '$1 $2')
    .replace(/[^a-z0-9.]+/g, ' ')
    .replace(/\.(?!\d)/g, ' ')
    .replace(/(\d)\.(\d)/g, '$1 point $2')
    .replace(/\bthree quarters of a million\b/g, '750 thousand')
    .replace(/\b(?:a )?half (?:of )?(?:a )?million\b/g, '500 thousand')
    .replace(/\b(?:a )?quarter (?:of )?(?:a )?million\b/g, '250 thousand')
    .replace(/\ba million and a (half|quarter)\b/g, (_, share: string) => `1 ${SHARES[share]} million`)
    .replace(/\bmillion and a (half|quarter)\b/g, (_, share: string) => `${SHARES[share]} million`)
    .replace(/\band a (half|quarter)\b/g, (_, share: string) => SHARES[share]!)
    .replace(/\band\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const SHARES: Readonly<Record<string, string>> = { half: 'point 5', quarter: 'point 25' };

/** What the first words that are numbers come to. */
function read(words: readonly string[]): number | null {
  let numbers: number[] = [];
  let total = 0;
  let named = 0;
  const pending = () => {
    const sum = together(numbers);
    numbers = [];
    return sum;
  };
  for (let at = 0; at < words.length && isPart(words, at); at++) {
    const word = words[at]!;
    const great = GREAT[word];
    if (word === 'point') {
      const decimals = decimalsAt(words, at + 1);
      numbers = [Number(`${pending()}.${decimals.digits}`)];
      at += decimals.took;
    } else if (word === 'hundred') numbers = [pending() * 100];
    else if (great === undefined) numbers.push(UNITS[word] ?? TENS[word] ?? Number(word));
    else {
      total += (pending() || 1) * great;
      named = great;
    }
  }
  const rest = pending();
  if (named === 0) return inHouses(rest, words.join(' '));
  return Math.round(total + (named === MILLION ? behindMillion(rest) : rest));
}

const GREAT: Readonly<Record<string, number>> = {
  thousand: THOUSAND,
  grand: THOUSAND,
  k: THOUSAND,
  million: MILLION,
  mil: MILLION,
  m: MILLION,
};
const isPart = (words: readonly string[], at: number): boolean => {
  const word = words[at]!;
  return (isNumber(word) && !isArticle(words, at)) || word === 'hundred' || word === 'point' || word in GREAT;
};

/** "A million two" is 1,200,000; "one million two fifty" 1,250,000. */
const behindMillion = (rest: number): number =>
  rest < 10 ? rest * 100 * THOUSAND : rest < IN_THOUSANDS_BELOW ? rest * THOUSAND : rest;

/** A bare small number is in thousands, where it is no rent; "one point two" is in millions, and one digit alone is anybody's guess. */
function inHouses(number: number, words: string): number | null {
  if (/\b(?:month|monthly|rent|bed\w*|bath\w*|years?|acres?|days?|weeks?)\b/.test(words))
    return number < IN_THOUSANDS_BELOW ? null : number;
  if (number < 10) return shareOfHundred(number, words);
  return Math.round(number < IN_THOUSANDS_BELOW ? number * THOUSAND : number);
}

/** "Four and a quarter" is a house at 425, "one point two" one in millions. */
function shareOfHundred(number: number, words: string): number | null {
  if (Number.isInteger(number)) return null;
  return Math.round(number * (number >= 2 && /\bpoint (?:5|25)\b/.test(words) ? 100 * THOUSAND : MILLION));
}

/** Numbers said one after the other: "four fifty" is 450, "three ninety nine nine" 399.9, "four hundred fifteen" 415. */
function together(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => {
    if (sum === 0) return number;
    if (sum > 100 && sum % 10 !== 0 && number < 10) return sum + number / 10;
    const room = number >= 100 ? 1_000 : number >= 10 ? 100 : 10;
    return sum % room === 0 ? sum + number : sum * room + number;
  }, 0);
}

function decimalsAt(words: readonly string[], at: number): { digits: string; took: number } {
  let digits = '';
  let took = 0;
  for (let word = words[at]; word !== undefined && isDecimal(words, at + took); word = words[at + ++took])
    digits += word === 'oh' ? '0' : String(UNITS[word] ?? TENS[word] ?? word);
  return { digits: digits || '0', took };
}
const isDecimal = (words: readonly string[], at: number): boolean =>
  words[at] === 'oh' || (isNumber(words[at] ?? '') && !isArticle(words, at));
