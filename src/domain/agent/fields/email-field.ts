import { wordClass } from '../../floor/word-class.ts';
import { type EmailPart, emailParts, joinedParts, TOP } from './email-words.ts';
import type { FieldHearing, FieldKind } from './field-kind.ts';
import { isLike } from './spelling.ts';

const PROVIDERS: Readonly<Record<string, string>> = {
  gmail: 'com',
  yahoo: 'com',
  hotmail: 'com',
  outlook: 'com',
  icloud: 'com',
  aol: 'com',
  msn: 'com',
  live: 'com',
  comcast: 'net',
  verizon: 'net',
  att: 'net',
};
const WHOLE = /^[a-z0-9](?:[a-z0-9._+-]*[a-z0-9_])?@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/;
const LOCAL_AND_DOMAIN = /^([^@]*)@(.*)$/;

/** Lower case; without the part behind the @ while that was not said. */
export const emailField: FieldKind = {
  hear(value, text, { readBack }) {
    const lower = text.toLowerCase();
    if (/\b(?:start over|start again|from the (?:start|beginning)|scratch that|forget that|all wrong)\b/.test(lower)) {
      const after = lower.replace(/^.*\b(?:start over|start again|beginning|scratch that|forget that|all wrong)\b/, '');
      return { value: joinedParts(emailParts(after)) };
    }
    const edit = value === '' ? undefined : (exchanged(value, lower) ?? doubled(value, lower) ?? dropped(value, lower));
    if (edit) return edit;
    const parts = emailParts(afterLastNo(text));
    if (!tells(parts, value)) return undefined;
    return { value: readBack ? overruled(value, parts) : grown(value, parts) };
  },
  missing(value) {
    if (WHOLE.test(value)) return null;
    if (value === '') return 'What address is it?';
    if (!value.includes('@')) return 'At which provider?';
    return value.startsWith('@') ? 'And what comes before the at?' : 'And what comes after the dot?';
  },
  spoken: spokenEmail,
  again: 'Could you spell it for me, letter by letter?',
  ambiguous: "I'm not sure which letter you mean.",
  written: (value) => value,
};

/** "jordan underscore M I L L E R, at gmail dot com": plain names as words, all else letter by letter. */
export function spokenEmail(value: string): string {
  const [, local = value, domain = ''] = LOCAL_AND_DOMAIN.exec(value) ?? [];
  const said = (part: string, asWord: (word: string) => boolean) =>
    (part.match(/[a-z]+|\d+|[._+-]/g) ?? [])
      .map(
        (piece) =>
          SIGN_NAMES[piece] ?? (/\d/.test(piece) || !asWord(piece) ? Array.from(piece.toUpperCase()).join(' ') : piece),
      )
      .join(' ');
  const isPlain = (word: string) => word.length > 2 && wordClass(word) !== 'open' && wordClass(word) !== 'plural';
  const isDomainWord = (word: string) => word in PROVIDERS || TOP.test(word) || isPlain(word);
  return `${said(local, isPlain)}, at ${said(domain, isDomainWord)}`;
}
const SIGN_NAMES: Readonly<Record<string, string>> = { '.': 'dot', _: 'underscore', '-': 'dash', '+': 'plus' };

/** "Sorry, no: …" – what comes behind it counts. */
const afterLastNo = (text: string): string =>
  text.replace(/^.*\b(?:no|nope|sorry|i mean|make that|actually|wrong)\b[,.: ]*/is, '');

/** Whether these words are of an address at all. */
function tells(parts: readonly EmailPart[], value: string): boolean {
  const has = (test: (part: EmailPart) => boolean) => parts.some(test);
  const words = parts.filter(({ kind }) => kind === 'word').map(({ text }) => text);
  const letters = parts.filter(({ kind }) => kind === 'letter').length;
  const at = has(({ text }) => text === '@');
  return (
    letters > 1 ||
    has(({ kind, text }) => kind === 'sign' && text !== '@' && text !== '-') ||
    (at && (words.some((word) => word in PROVIDERS) || (parts[0]!.text === '@' && parts.length < 4))) ||
    (has(({ kind }) => kind === 'digits') && parts.length < 5) ||
    (value === '' ? isName(words, parts) : words.length === 1 && isDomain(words[0]!))
  );
}
const isName = (words: readonly string[], parts: readonly EmailPart[]): boolean =>
  parts.length > 0 && parts.length <= 2 && words.every((word) => word.length > 2 && !NO_NAME.test(word));
const isDomain = (word: string): boolean => word in PROVIDERS || TOP.test(word);
const NO_NAME =
  /^(?:yes|yeah|yep|sure|okay|nope|nah|what|why|who|how|hello|thanks|thank|you|hold|wait|please|one|moment|second|sorry|pardon|huh|don't|dont|know|have|none|not|now|later|maybe|email|the|let|see|that|this|right|correct|fine|good|great)$/;

function grown(value: string, parts: readonly EmailPart[]): string {
  const fresh = completed(joinedParts(parts));
  const saidAnew = value.includes('@') ? WHOLE.test(fresh) : fresh.startsWith(value);
  if (saidAnew) return fresh;
  if (value.startsWith('@') && !fresh.includes('@')) return fresh + value;
  // Asked for the provider, people leave out the "at".
  const isProvider = !value.includes('@') && (fresh.split('.')[0] ?? '') in PROVIDERS;
  const glue = isProvider ? '@' : value.includes('@') && TOP.test(fresh) && !value.endsWith('.') ? '.' : '';
  return completed(value + glue + fresh);
}

/** The providers everybody knows are said without their "dot com". */
function completed(value: string): string {
  const [, local = '', domain = ''] = LOCAL_AND_DOMAIN.exec(value) ?? [];
  const top = PROVIDERS[domain];
  return top ? `${local}@${domain}.${top}` : value;
}

/** The caller has heard `value`: a part of it said anew takes the place of that part. */
function overruled(value: string, parts: readonly EmailPart[]): string {
  const fresh = completed(joinedParts(parts));
  const [, local = '', domain = ''] = LOCAL_AND_DOMAIN.exec(value) ?? [];
  const [name = '', ...tops] = domain.split('.');
  if (WHOLE.test(fresh)) return fresh;
  if (fresh.startsWith('@')) return local + (fresh.includes('.') ? fresh : `${fresh}.${tops.join('.')}`);
  if (fresh.startsWith('.')) return `${local}@${name}${fresh}`;
  if ((fresh.split('.')[0] ?? '') in PROVIDERS) return completed(`${local}@${fresh}`);
  return `${renewed(local, fresh.replace(/@.*$/, ''))}@${domain}`;
}

/** The part that was said anew, where it is like one of them; else all of it. */
function renewed(local: string, fresh: string): string {
  const pieces: string[] = local.match(/[a-z]+|\d+|[._+-]/g) ?? [];
  const at = pieces.findIndex((piece) => piece.length > 2 && isLike(piece, fresh));
  return at < 0 || !/^[a-z]+$|^\d+$/.test(fresh) ? fresh : pieces.with(at, fresh).join('');
}

/** "B not D", "dot net not dot com", "not a D, a B". */
function exchanged(value: string, text: string): FieldHearing {
  const said = text.replace(/\b(?:an?|the) (?=[a-z]\b|dot\b|dash\b|underscore\b)/g, '');
  const right =
    /(?:^|\b(?:that's|that is|it's|it is|no|should be|is) ?,? ?)([^,]+?),? (?:and )?not ([^,.]+?)[.!]?$/.exec(said);
  const left = /\bnot ([^,]+?)(?:, | but | it's | it is )+(?:but |it's |it is )?([^,.]+?)[.!]?$/.exec(said);
  const [good, wrong] = right ? [right[1]!, right[2]!] : left ? [left[2]!, left[1]!] : ['', ''];
  const [fresh, old] = [joinedParts(emailParts(good)), joinedParts(emailParts(wrong))];
  if (fresh === '' || old === '' || fresh === old) return undefined;
  const local = old.length === 1 ? value.split('@')[0]! : value;
  const count = local.split(old).length - 1;
  if (count === 0) return undefined;
  if (count > 1) return 'ambiguous';
  return { value: local.replace(old, () => fresh) + value.slice(local.length) };
}

/** "With two l's", "with one t". */
function doubled(value: string, said: string): FieldHearing {
  const [, count, letter = ''] = /\b(one|two|double|single|a single) ([a-z])(?:'?s)?\b/.exec(said) ?? [];
  const local = value.split('@')[0]!;
  const runs = count ? [...local.matchAll(new RegExp(`${letter}+`, 'g'))] : [];
  const [run] = runs;
  if (!run || runs.length > 1) return runs.length > 1 && /'s\b|\bwith\b/.test(said) ? 'ambiguous' : undefined;
  const wanted = letter.repeat(count === 'two' || count === 'double' ? 2 : 1);
  if (wanted === run[0]) return undefined;
  return { value: value.slice(0, run.index) + wanted + value.slice(run.index + run[0].length) };
}

/** "No underscore", "without the dot". */
function dropped(value: string, said: string): FieldHearing {
  const name =
    /\b(?:no|without(?: the| a)?|take out the|there's no|there is no) (dot|underscore|dash|hyphen|plus)\b/.exec(
      said,
    )?.[1];
  if (!name) return undefined;
  const sign = joinedParts(emailParts(name));
  const local = value.split('@')[0]!;
  return local.split(sign).length === 2 ? { value: local.replace(sign, '') + value.slice(local.length) } : undefined;
}
