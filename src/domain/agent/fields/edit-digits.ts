import { digitsIn } from '../../floor/said-digits.ts';

/** What became of the digits: known now, or not to be told which of them were meant. */
export type DigitEdit = { digits: string } | 'ambiguous' | undefined;

/** `most`: no more digits than this belong together. `whole`: the caller has heard all of them, and says what is wrong. */
export type DigitRules = { most: number; whole: boolean };

const TAKES_BACK =
  /(?:^| )(?:no|nope|sorry|wait|i mean|i meant|make (?:that|it)|rather|correction|actually|excuse me|my mistake|oops|i'm sorry|let me correct that)(?= |$)/;
const START_OVER =
  /\b(?:start(?:ing)? (?:over|again)|from the (?:start|beginning|top)|(?:that is|that's|it's) all wrong|forget (?:that|it)|(?:say|try|do|give you) (?:it|that|the whole (?:thing|number)) again)\b/;
const SCRATCH = /\b(?:scratch|strike|delete|erase|ignore) (?:that|the last (?:1|one|part|bit))\b/;

/**
 * Digits so far with what was said of them, as `withDigits` writes it: more of them, the end said anew ("55, no, 56"), one
 * exchanged ("6 not 5"), a place named ("the last 1 is a 2"), all taken back. Pure; undefined where no digit is meant.
 */
export function editDigits(digits: string, said: string, rules: DigitRules): DigitEdit {
  const over = lastOf(said, START_OVER);
  if (over) return editDigits('', over.after, { ...rules, whole: false }) ?? { digits: '' };
  const scratched = lastOf(said, SCRATCH);
  if (scratched) {
    const before = editDigits(digits, scratched.before, rules);
    // Said and taken back in one breath leaves what was known before it.
    const kept = before === undefined ? '' : digits;
    return editDigits(kept, scratched.after, { ...rules, whole: false }) ?? { digits: kept };
  }
  return placed(digits, said, rules) ?? exchanged(digits, said, rules) ?? streamed(digits, said, rules);
}

function lastOf(said: string, pattern: RegExp): { before: string; after: string } | undefined {
  const found = [...said.matchAll(new RegExp(pattern.source, 'g'))].at(-1);
  return found && { before: said.slice(0, found.index), after: said.slice(found.index + found[0].length) };
}

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const IS = '(?: digits?| numbers?| one| part| ones)?(?: ,)? (?:is|are|should be|was|were)(?: an?| actually)*';

const LAST = new RegExp(`\\blast(?: \\d+)?${IS} (\\d+)\\b`);
const ENDS = /\b(?:ends?|ending|finish(?:es)?) (?:in|with|on)(?: an?)? (\d+)\b/;
const FIRST = new RegExp(`\\b(?:first(?: \\d+)?|area code)${IS} (\\d+)\\b`);
const STARTS = /\b(?:starts?|begins?) (?:in|with)(?: an?)? (\d+)\b/;
const MIDDLE = new RegExp(`\\bmiddle(?: \\d+)?${IS} (\\d{3})\\b`);
const NTH = new RegExp(`\\b(${ORDINALS.join('|')})${IS} (\\d)\\b`);

/** "The last 1 is a 2", "ends in 43", "the area code is 512", "the third digit is a 4". */
function placed(digits: string, said: string, { most }: DigitRules): DigitEdit {
  const end = firstOf(said, LAST, ENDS);
  if (end) return put(digits, end, digits.length - end.length);
  const whole = digits.length === most;
  const start = whole && firstOf(said, FIRST, STARTS);
  if (start) return put(digits, start, 0);
  const middle = whole && firstOf(said, MIDDLE);
  if (middle) return put(digits, middle, middle.length);
  const [, ordinal = '', digit = ''] = NTH.exec(said) ?? [];
  return put(digits, digit, ORDINALS.indexOf(ordinal));
}

const firstOf = (said: string, ...patterns: readonly RegExp[]): string =>
  patterns.map((pattern) => pattern.exec(said)?.[1]).find(Boolean) ?? '';

const put = (digits: string, part: string, at: number): DigitEdit =>
  at < 0 || at + part.length > digits.length
    ? undefined
    : { digits: digits.slice(0, at) + part + digits.slice(at + part.length) };

/** "6 not 5", "not 5, 6". What was said before it in the same breath counts first. */
function exchanged(digits: string, said: string, rules: DigitRules): DigitEdit {
  const right = /(\d+) (?:, )?(?:and |it's |that's )?not (?:an? |the )?(\d+)\b/.exec(said);
  const left = /\bnot (?:an? |the )?(\d+) (?:, )?(?:but |it's |it is |that's )*(?:an? )?(\d+)\b/.exec(said);
  const found = right ?? left;
  if (!found) return undefined;
  const [good, wrong] = right ? [right[1]!, right[2]!] : [left![2]!, left![1]!];
  const before =
    digitsIn(said.slice(0, found.index)) === '' ? { digits } : streamed(digits, said.slice(0, found.index), rules);
  if (before === undefined || before === 'ambiguous') return before;
  return replaced(before.digits, wrong, good);
}

/** `wrong` becomes `right` where it stands once, or more than once within one place ("55" in "555"). */
function replaced(digits: string, wrong: string, right: string): DigitEdit {
  const places = placesOf(digits, wrong);
  const last = places.at(-1);
  if (last === undefined) return undefined;
  const overlaps = wrong.length > 1 && last - places[0]! < wrong.length;
  if (places.length > 1 && !overlaps) return 'ambiguous';
  return { digits: digits.slice(0, last) + right + digits.slice(last + wrong.length) };
}

const placesOf = (digits: string, part: string): number[] =>
  Array.from({ length: Math.max(0, digits.length - part.length + 1) }, (_, at) => at).filter((at) =>
    digits.startsWith(part, at),
  );

/** Digits one after the other, and what takes some of them back. */
function streamed(digits: string, said: string, rules: DigitRules): DigitEdit {
  const segments = said.split(TAKES_BACK).filter((segment, i) => i === 0 || digitsIn(segment) !== '');
  const [first = '', ...corrections] = segments;
  if (digitsIn(said) === '') return undefined;
  if (rules.whole) return saidOfWhole(digits, [first, ...corrections].map(digitsIn), rules);
  return { digits: corrections.reduce((so, segment) => resaid(so, segment, rules), digits + digitsIn(first)) };
}

/** Of digits that were read back: "55, no, 56" names first what is wrong. */
function saidOfWhole(digits: string, [wrong = '', ...fresh]: readonly string[], rules: DigitRules): DigitEdit {
  const namesWrong = wrong !== '' && fresh.length > 0 && placesOf(digits, wrong).length > 0;
  let edit: DigitEdit = wrong === '' || namesWrong ? { digits } : oneOf(digits, wrong, rules);
  for (const [i, part] of fresh.entries()) {
    if (edit === undefined || edit === 'ambiguous') return edit;
    edit = (namesWrong && i === 0 ? replaced(edit.digits, wrong, part) : undefined) ?? oneOf(edit.digits, part, rules);
  }
  return edit;
}

/** All digits anew, or a few of those that were read back. */
function oneOf(digits: string, fresh: string, { most }: DigitRules): DigitEdit {
  return fresh.length >= Math.min(most, digits.length) ? { digits: fresh } : aligned(digits, fresh);
}

/** A part said anew goes where it differs least from what stands there; told by two places alike, it is nowhere. */
function aligned(digits: string, fresh: string): DigitEdit {
  const groups = digits.length === 10 ? [0, 3, 6, 10 - fresh.length] : [];
  const places = Array.from({ length: digits.length - fresh.length + 1 }, (_, at) => at)
    .map((at) => ({
      at,
      off: differences(digits.slice(at, at + fresh.length), fresh) - (groups.includes(at) ? 0.5 : 0),
    }))
    .sort((a, b) => a.off - b.off);
  const [best, next] = places;
  if (!best || (next && next.off === best.off)) return 'ambiguous';
  return { digits: digits.slice(0, best.at) + fresh + digits.slice(best.at + fresh.length) };
}

/** The end said anew: "55, no, 56" is 56; with no mark between, more may follow it ("no 56 0143"). */
function resaid(digits: string, segment: string, { most }: DigitRules): string {
  const [head = '', ...more] = segment.split(' ').filter((part) => /^\d+$/.test(part));
  const tails = Array.from({ length: Math.min(head.length, digits.length) }, (_, i) => i + 1)
    .filter((tail) => digits.length - tail + head.length <= most)
    .map((tail) => {
      const off = differences(digits.slice(-tail), head.slice(0, tail));
      return { tail, cost: (off === 0 ? 2 : off) + (head.length - tail) / 2 };
    })
    .sort((a, b) => a.cost - b.cost || b.tail - a.tail);
  const tail = tails[0]?.tail ?? Math.min(head.length, digits.length);
  return digits.slice(0, digits.length - tail) + head + more.join('');
}

const differences = (a: string, b: string): number => Array.from(a).filter((digit, i) => digit !== b[i]).length;
