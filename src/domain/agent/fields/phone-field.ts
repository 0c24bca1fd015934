import { parsePhoneNumber } from '../../lead/phone-number.ts';
import { spokenNumber } from '../spoken-number.ts';
import { editDigits } from './edit-digits.ts';
import type { FieldKind } from './field-kind.ts';
import { digitsIn, withDigits } from '../../floor/said-digits.ts';

const DIGITS = 10;
const LOCAL_DIGITS = 7;

/** Digits alone; `+` before them where the caller gave a country's code that is not ours. */
export const phoneField: FieldKind = {
  hear(value, text, { readBack }) {
    const said = withDigits(text).replace(/\b(?:extension|ext) .*$/, '');
    if (FOREIGN.test(said)) return { value: `+${digitsIn(said)}`.replace(/^\+1(?=\d{10}$)/, '') };
    const joined = withAreaCode(value, said);
    if (joined !== undefined) return { value: joined };
    const edit = editDigits(value, said, { most: DIGITS, whole: readBack });
    return edit === undefined || edit === 'ambiguous' ? edit : { value: plain(edit.digits) };
  },
  missing(value) {
    if (isWhole(value)) return null;
    if (tooMany(value)) return 'again';
    if (value === '') return 'What number is it?';
    return value.length === LOCAL_DIGITS ? 'And the area code?' : 'And then?';
  },
  digitsMissing: (value) => (value === '' || value.length >= DIGITS ? null : DIGITS - value.length),
  // Seven digits are a number to whoever tells them.
  part: (value) => (value.length === LOCAL_DIGITS ? `${spokenNumber(value)}.` : ''),
  spoken: spokenNumber,
  again: 'Could you say the whole number again, digit by digit?',
  ambiguous: "I'm not sure which digit you mean.",
  written(value) {
    const number = parsePhoneNumber(value);
    return number.ok ? number.value : value;
  },
};

const FOREIGN = /^(?:\w+ ){0,4}plus \d/;
const AREA_CODE = /\barea code(?: is)? (\d{3})\b/;
const TAKES_BACK = /\b(?:no|not|sorry|last|first|ends?)\b/;

/** Seven digits with the area code told behind them: in the same breath, or after "And the area code?". */
function withAreaCode(value: string, said: string): string | undefined {
  const [words, area] = AREA_CODE.exec(said) ?? [];
  const rest = digitsIn(said.replace(words ?? '', ''));
  if (value === '') return area && said.indexOf(words!) > said.search(/\d/) ? plain(area + rest) : undefined;
  const code = area && rest === '' ? area : rest.length === 3 && !TAKES_BACK.test(said) ? rest : undefined;
  return value.length === LOCAL_DIGITS && code ? code + value : undefined;
}

const isWhole = (value: string): boolean =>
  (value.startsWith('+') || value.length === DIGITS) && parsePhoneNumber(value).ok;
const tooMany = (value: string): boolean => value.length > (value.startsWith('+') ? 16 : DIGITS);

/** Without the 1 before ten digits, and without an "oh" that was a sigh. */
const plain = (digits: string): string => digits.replace(/^[01](?=\d{10}$)/, '');
