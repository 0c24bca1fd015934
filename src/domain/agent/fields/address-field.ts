import { type Address, addressIn, NO_ADDRESS, writtenAddress } from './address-words.ts';
import { emailParts } from './email-words.ts';
import type { FieldHearing, FieldKind } from './field-kind.ts';
import { withDigits } from '../../floor/said-digits.ts';
import { isLike } from './spelling.ts';

const STARTS_OVER = /\b(?:start over|start again|scratch that|forget that|all wrong)\b[ ,.]*/;

/** As it is written, `4211 Oak Street, Apartment 5`; "? Oak Street" while the house number is missing. */
export const addressField: FieldKind = {
  hear(value, text) {
    const lower = text.toLowerCase();
    const over = STARTS_OVER.exec(lower);
    if (over) return { value: written(addressIn(text.slice(over.index + over[0].length))) };
    const known = value === '' ? NO_ADDRESS : addressOf(value);
    const edit = value === '' ? undefined : (exchanged(value, lower) ?? spelled(known, lower));
    if (edit) return edit;
    const told = addressIn(afterLastNo(text));
    const fresh = { ...told, street: told.street || namedStreet(text, known) };
    return tells(fresh, known) ? { value: written(joined(known, fresh)) } : undefined;
  },
  missing(value) {
    if (value === '') return 'What address is it?';
    const { number, street } = addressOf(value);
    if (street === '') return 'And the street?';
    return number === '' ? 'And the house number?' : null;
  },
  spoken: (value) =>
    value
      .replace(/^\? /, '')
      .replace(/\b(?:Apartment|Unit|Suite|Lot|Floor)\b/g, (name) => name.toLowerCase())
      .replace(/\b\d+\b/g, (digits) => Array.from(digits).join(' ')),
  again: 'Could you say the whole address again, slowly?',
  ambiguous: "I'm not sure which part you mean.",
  written: (value) => value.replace(/^\? /, ''),
};

const written = (address: Address): string => {
  const text = writtenAddress(address);
  return address.number === '' && text !== '' ? `? ${text}` : text;
};

/** What `written` has written. */
function addressOf(value: string): Address {
  const [line = '', ...more] = value.split(', ');
  const [, number = '', street = ''] = /^(\?|\d\w*)? ?(.*)$/.exec(line) ?? [];
  const unit = more.find((part) => /^(?:Apartment|Unit|Suite|Lot|Floor) /.test(part)) ?? '';
  const zip = more.find((part) => /^\d{5}$/.test(part)) ?? '';
  return {
    number: number === '?' ? '' : number,
    street,
    unit,
    zip,
    city: more.find((part) => part !== unit && part !== zip) ?? '',
  };
}

const afterLastNo = (text: string): string =>
  text.replace(/^.*\b(?:no|nope|sorry|i mean|make that|actually|wrong)\b[,.: ]*/is, '');

const tells = (fresh: Address, known: Address): boolean =>
  fresh.street !== '' ||
  fresh.unit !== '' ||
  fresh.zip !== '' ||
  (fresh.number !== '' && (known.number === '' || fresh.number.length > 1));

/** "Elm", asked for the street. */
function namedStreet(text: string, { number, street }: Address): string {
  const isAsked = number !== '' && street === '';
  return isAsked && /^(?:\w+[ ,]+){0,3}[A-Za-z]{3,}\W*$/.test(text) && !NO_NAME.test(text)
    ? addressIn(`1 ${text}`).street
    : '';
}
const NO_NAME =
  /\b(?:yes|yeah|sure|okay|no|what|why|who|how|hello|thanks?|hold|wait|please|one|moment|sorry|pardon|know|not|let|see|is|are|you|do)\b/i;

/** What is told anew takes the place of what was. */
const joined = (known: Address, fresh: Address): Address =>
  Object.fromEntries(
    (Object.keys(NO_ADDRESS) as (keyof Address)[]).map((part) => [part, fresh[part] || known[part]]),
  ) as Address;

/** "Six not five", "Avenue, not Street". */
function exchanged(value: string, text: string): FieldHearing {
  const said = withDigits(text).replace(/ , $/, '');
  const right =
    /(?:^|\b(?:no|that's|it's|is) ?,? ?)(?:an? |the )?([\w ]+?) ?,? (?:and )?not (?:an? |the )?([\w ]+?) ?,?$/.exec(
      said,
    );
  const left = /\bnot (?:an? |the )?([\w ]+?) , (?:but |it's )?(?:an? |the )?([\w ]+?) ?,?$/.exec(said);
  const [good, wrong] = right ? [right[1]!, right[2]!] : left ? [left[2]!, left[1]!] : ['', ''];
  if (wrong === '') return undefined;
  const places = [...value.matchAll(new RegExp(/^\d+$/.test(wrong) ? wrong : `\\b${wrong}\\b`, 'gi'))];
  if (places.length === 0) return undefined;
  if (places.length > 1) return 'ambiguous';
  const at = places[0]!.index;
  const titled = good.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
  return { value: value.slice(0, at) + titled + value.slice(at + wrong.length) };
}

/** A street's name letter by letter: "it's spelled O A K E". */
function spelled(known: Address, text: string): FieldHearing {
  const parts = emailParts(text);
  const letters = parts
    .filter(({ kind }) => kind === 'letter')
    .map((part) => part.text)
    .join('');
  if (letters.length < 3 || parts.some(({ kind }) => kind === 'digits')) return undefined;
  const words = known.street.split(' ');
  const at = words.findIndex((word) => isLike(word.toLowerCase(), letters));
  const name = letters[0]!.toUpperCase() + letters.slice(1);
  return at < 0 ? undefined : { value: written({ ...known, street: words.with(at, name).join(' ') }) };
}
