const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ', ,twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety'.split(',');
const GREAT = [
  [1_000_000_000, 'billion'],
  [1_000_000, 'million'],
  [1_000, 'thousand'],
] as const;

/** A whole number below a trillion in words, as Americans say it: `four hundred fifty thousand`. */
export function spokenInteger(number: number): string {
  for (const [unit, name] of GREAT)
    if (number >= unit) return joined(`${spokenInteger(Math.floor(number / unit))} ${name}`, number % unit);
  if (number >= 100) return joined(`${spokenInteger(Math.floor(number / 100))} hundred`, number % 100);
  return number < 20 ? SMALL[number]! : joined(TENS[Math.floor(number / 10)]!, number % 10);
}

const joined = (head: string, rest: number): string => (rest === 0 ? head : `${head} ${spokenInteger(rest)}`);

/** `one point two five`: what is behind the point digit by digit. */
export const spokenDecimal = (whole: number, decimals: string): string =>
  decimals === ''
    ? spokenInteger(whole)
    : `${spokenInteger(whole)} point ${Array.from(decimals)
        .map((digit) => SMALL[Number(digit)])
        .join(' ')}`;

/** Dollars without their name: 1,250,000 is "one point two five million", 450,000 "four hundred fifty thousand". */
export function spokenPrice(dollars: number): string {
  const millions = dollars / 1_000_000;
  const [, decimals = ''] = String(millions).split('.');
  return millions >= 1 && decimals.length <= 2
    ? `${spokenDecimal(Math.floor(millions), decimals)} million`
    : spokenInteger(Math.round(dollars));
}
