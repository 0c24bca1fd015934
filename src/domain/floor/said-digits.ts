const ONES: Readonly<Record<string, string>> = {
  oh: '0',
  o: '0',
  zero: '0',
  nought: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  niner: '9',
};
/** What a recogniser writes for a digit between digits. */
const LIKE_ONES: Readonly<Record<string, string>> = {
  to: '2',
  too: '2',
  for: '4',
  fore: '4',
  ate: '8',
  won: '1',
  tree: '3',
};
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const TIMES: Readonly<Record<string, number>> = { double: 2, triple: 3 };

/** Words in lower case; `,` stands wherever the recogniser heard the voice rest. */
const tokensOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[‘’`]/g, "'")
    .replace(/\+ ?(?=\d)/g, ' plus ')
    .replace(/(\d)[.\-/()]+(?=\d)/g, '$1 , ')
    .replace(/([a-z])-(?=[a-z])/g, '$1 ')
    .replace(/[.,;:!?()–—]+/g, ' , ')
    .replace(/[^a-z0-9', ]+/g, ' ')
    .split(/\s+/)
    .filter(Boolean);

/** The digits that the words from `at` on begin with, and how many words they took; undefined where they are none. */
function digitsAt(tokens: readonly string[], at: number): { digits: string; took: number } | undefined {
  const token = tokens[at] ?? '';
  if (/^\d+$/.test(token)) return greatAfter(tokens, at + 1, { digits: token, took: 1 });
  const times = TIMES[token];
  if (times !== undefined) {
    const one = digitsAt(tokens, at + 1);
    return one && { digits: one.digits.slice(0, 1).repeat(times) + one.digits.slice(1), took: one.took + 1 };
  }
  const small = smallAt(tokens, at);
  return small && greatAfter(tokens, at + small.took, small);
}

function smallAt(tokens: readonly string[], at: number): { digits: string; took: number } | undefined {
  const token = tokens[at] ?? '';
  const one = ONES[token];
  if (one !== undefined) return { digits: one, took: 1 };
  const teen = TEENS.indexOf(token);
  if (teen >= 0) return { digits: String(10 + teen), took: 1 };
  const ten = TENS.indexOf(token);
  if (ten < 0) return undefined;
  const unit = ONES[tokens[at + 1] ?? ''] ?? '0';
  const joined = unit !== '0';
  return { digits: `${ten + 2}${unit}`, took: joined ? 2 : 1 };
}

/** "Eight hundred", "five thousand". */
function greatAfter(tokens: readonly string[], at: number, so: { digits: string; took: number }) {
  const zeros = tokens[at] === 'hundred' ? '00' : tokens[at] === 'thousand' ? '000' : '';
  return zeros === '' ? so : { digits: so.digits + zeros, took: so.took + 1 };
}

/**
 * What was said with its digits written as digits, those of one breath together: `double five, no, fifty six` is
 * `55 , no , 56`. Lower case, `,` for every mark. Pure.
 */
export function withDigits(text: string): string {
  const tokens = tokensOf(text);
  const out: string[] = [];
  let inDigits = false;
  const put = (digits: string) => {
    out.push(inDigits ? `${out.pop() ?? ''}${digits}` : digits);
    inDigits = true;
  };
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at]!;
    const found = digitsAt(tokens, at);
    const like = LIKE_ONES[token];
    if (found && !isSigh(tokens, at, inDigits)) {
      put(found.digits);
      at += found.took;
    } else if (like !== undefined && inDigits && digitsAt(tokens, at + 1)) {
      put(like);
      at++;
    } else {
      if (!(inDigits && token === 'and')) {
        out.push(token);
        inDigits = false;
      }
      at++;
    }
  }
  return out.join(' ');
}

/** "Oh" is a zero only beside other digits. */
function isSigh(tokens: readonly string[], at: number, inDigits: boolean): boolean {
  if (tokens[at] !== 'oh' && tokens[at] !== 'o') return false;
  return !inDigits && digitsAt(tokens, at + 1) === undefined;
}

/** All digits in what `withDigits` wrote. */
export const digitsIn = (said: string): string => said.replace(/\D/g, '');
