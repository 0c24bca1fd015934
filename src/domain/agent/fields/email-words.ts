import { withDigits } from '../../floor/said-digits.ts';
import { isLike } from './spelling.ts';

/** One sign of an address or more, and how it was said: letter by letter, or as a word. */
export type EmailPart = { text: string; kind: 'letter' | 'word' | 'digits' | 'sign' };

const SIGNS: Readonly<Record<string, string>> = {
  at: '@',
  dot: '.',
  period: '.',
  point: '.',
  underscore: '_',
  dash: '-',
  hyphen: '-',
  minus: '-',
  plus: '+',
  '@': '@',
  '.': '.',
  _: '_',
  '-': '-',
};
/** What a recogniser writes for the name of a letter; believed only beside other letters. */
const LETTER_NAMES: Readonly<Record<string, string>> = {
  bee: 'b',
  be: 'b',
  see: 'c',
  sea: 'c',
  cee: 'c',
  dee: 'd',
  gee: 'g',
  aitch: 'h',
  eye: 'i',
  jay: 'j',
  kay: 'k',
  el: 'l',
  ell: 'l',
  em: 'm',
  en: 'n',
  oh: 'o',
  pee: 'p',
  cue: 'q',
  queue: 'q',
  are: 'r',
  ess: 's',
  tea: 't',
  tee: 't',
  you: 'u',
  vee: 'v',
  ex: 'x',
  why: 'y',
  zee: 'z',
  zed: 'z',
};
/** Said about the signs and none of them. */
const ASIDE =
  /\b(?:(?:all )?(?:in )?(?:lower ?case|upper ?case|capitals?|one word|together)|(?:with )?no spaces?|(?:that is|that's|it's|it is)? ?spelled(?: out)?|the letters?|letters?|the numbers?|numbers?|the digits?|symbol|sign|then|um+|uh+)\b/g;
/** Before an address begins. */
const LEAD_IN =
  /^(?:(?:yes|yeah|yep|sure|okay|ok|so|well|oh|no|sorry|hi|please|is|it's|it is|its|that's|that is|that would be|my|the|our|email|mail|address|would be|you can|can|could|reach|send it to|send that to|write|use|me at|me|to|let's see|let me see|here it is|goes|of course|all right|best one|i think|make it|make that|should be) )+/;

const tokensOf = (text: string): string[] =>
  withMarks(text)
    .replace(ASIDE, ' ')
    .replaceAll("'", '')
    .replace(/[^a-z0-9@._+\- ]+/g, ' ')
    .split(/\s+/)
    .filter((token) => /[a-z0-9@_]/.test(token) || token in SIGNS);

/** Lower case, dots of sentences gone, letters of "J-O-R" and "J. O. R." apart, signs inside an address on their own. */
function withMarks(text: string): string {
  const plain = ` ${text.toLowerCase().replace(/[‘’`]/g, "'")} `
    .replace(/\be-? ?mail\b/g, 'email')
    .replace(/\bdouble[ -](?:u|you)\b/g, 'w')
    .replace(/\bg ?mail\b|\bgee mail\b/g, 'gmail')
    .replace(/\bunder score\b/g, 'underscore')
    .replace(/(?<=\s)((?:[a-z]-)+[a-z])(?=[\s,.@])/g, (letters) => letters.replaceAll('-', ' '))
    .replace(/(?<=\s[a-z])\.(?=\s)/g, ' ')
    .replace(/[,;:!?]+|\.+(?=\s)/g, ' ')
    .replace(/(?<=\S)([@._+-])(?=\S)|(?<=\s)([@._+-])(?=\S)/g, ' $1$2 ')
    .replace(/\s+/g, ' ');
  return ` ${plain.trim().replace(LEAD_IN, '')} `;
}

/** "B as in boy", "m like Mary": the word tells the letter better than the letter itself, which is easily misheard. */
const HINT = /^(?:as in|as an|is in|like|for) ([a-z]+)/;

/** One part of the address, and how many words it took. */
type Taken = EmailPart & { took: number };

/** The parts of an address as they were said, in order. Pure. */
export function emailParts(text: string): EmailPart[] {
  const tokens = tokensOf(text);
  const parts: EmailPart[] = [];
  for (let at = 0; at < tokens.length;) {
    const sign = SIGNS[tokens[at]!];
    const part =
      hinted(tokens, at) ??
      repeated(tokens, at) ??
      (sign ? ({ text: sign, kind: 'sign', took: 1 } as const) : undefined) ??
      digitRun(tokens, at) ??
      letterOrWord(tokens, at, parts.at(-1));
    parts.push({ text: part.text, kind: part.kind });
    at += part.took;
  }
  return parts;
}

const isLetter = (token: string | undefined): boolean => /^[a-z]$/.test(token ?? '');

function hinted(tokens: readonly string[], at: number): Taken | undefined {
  if (!isLetter(tokens[at]) && !(tokens[at]! in LETTER_NAMES)) return undefined;
  const hint = HINT.exec(tokens.slice(at + 1, at + 4).join(' '));
  return hint ? { text: hint[1]![0]!, kind: 'letter', took: 1 + hint[0].split(' ').length } : undefined;
}

function repeated(tokens: readonly string[], at: number): Taken | undefined {
  const times = tokens[at] === 'double' ? 2 : tokens[at] === 'triple' ? 3 : 0;
  const letter = tokens[at + 1];
  return times > 0 && isLetter(letter) ? { text: letter!.repeat(times), kind: 'letter', took: 2 } : undefined;
}

function letterOrWord(tokens: readonly string[], at: number, before: EmailPart | undefined): Taken {
  const token = tokens[at]!;
  const named = LETTER_NAMES[token];
  const amongLetters = before?.kind === 'letter' || isLetter(tokens[at + 1]);
  if (named !== undefined && amongLetters) return { text: named, kind: 'letter', took: 1 };
  return { text: token, kind: isLetter(token) ? 'letter' : 'word', took: 1 };
}

const NUMBER_WORD =
  /^(?:\d+|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|double|triple|oh)$/;

/** Digits from here on: "nineteen eighty five", "double seven". "Oh" is one of them only behind another. */
function digitRun(tokens: readonly string[], at: number): Taken | undefined {
  if (tokens[at] === 'oh') return undefined;
  let took = 0;
  while (NUMBER_WORD.test(tokens[at + took] ?? '')) took++;
  const said = took === 0 ? '' : withDigits(tokens.slice(at, at + took).join(' '));
  return /^\d+$/.test(said) ? { text: said, kind: 'digits', took } : undefined;
}

/** Ends of addresses that are said as a word. */
export const TOP = /^(?:com|net|org|edu|gov|us|io|co|info|biz|me|uk|ca|tv)$/;

/** All of them in a row: a word that is then spelled is what was spelled, and the address ends with its top domain. Pure. */
export function joinedParts(parts: readonly EmailPart[]): string {
  const at = parts.findIndex(({ text }) => text === '@');
  const end = parts.findIndex(
    ({ text }, i) =>
      i > at + 1 && at >= 0 && parts[i - 1]!.text === '.' && TOP.test(text) && parts[i + 1]?.text !== '.',
  );
  const all = end < 0 ? parts : parts.slice(0, end + 1);
  return all
    .filter(({ kind, text }, i) => kind !== 'word' || !isSpelled(text, all.slice(i + 1)))
    .map(({ text }) => text)
    .join('')
    .replace(/@(gmail|yahoo|hotmail|outlook|icloud|aol)(com)$/, '@$1.$2');
}

/** Whether the letters behind a word spell it. */
function isSpelled(word: string, behind: readonly EmailPart[]): boolean {
  const end = behind.findIndex(({ kind }) => kind !== 'letter');
  const letters = (end < 0 ? behind : behind.slice(0, end)).map(({ text }) => text).join('');
  return letters.length > 2 && word.length > 1 && isLike(word, letters);
}
