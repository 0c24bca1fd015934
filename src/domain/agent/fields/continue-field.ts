import type { Decision, UnderstoodTurn } from '../agent-definition.ts';
import type { Intent } from '../intent.ts';
import { meddles } from '../meddling.ts';
import { keysIn } from '../pressed-keys.ts';
import type { LeadFact, WorkflowContext } from '../workflow-context.ts';
import { correctAnswer } from './correct-answer.ts';
import { asksAgain, confirms, type Giving, givesUp, takes } from './field-decisions.ts';
import type { FieldHearing } from './field-kind.ts';
import { fieldKinds } from './field-kinds.ts';
import { type HearingField, isFieldName, isOpen } from './hearing-field.ts';
import { answersReadBack } from './read-back-answer.ts';

/** Nothing that is taken down may stand in the way of these. */
const BINDING: readonly Intent[] = [
  'optOut',
  'voicemail',
  'callScreen',
  'notMyLanguage',
  'aiQuestion',
  'wrongPerson',
  'human',
  'silent',
];
/** What is said in between, unless it tells something of the field as well ("hold on, it's five one two…"). */
const IN_BETWEEN: readonly Intent[] = [
  'numberSource',
  'advice',
  'fairHousing',
  'represented',
  'identity',
  'purpose',
  'noRobots',
  'anger',
  'notNow',
  'notInterested',
  'sendEmail',
  'justLooking',
  'tooExpensive',
  'badTiming',
  'hold',
  'lineCheck',
  'repeat',
  'smallTalk',
  'goodbye',
  'thanks',
  'question',
];
/** Any two words may be heard as somebody's address, these may not. */
const OBJECTS: readonly Intent[] = ['noRobots', 'anger', 'justLooking', 'tooExpensive', 'badTiming'];
const REFUSES =
  /\b(?:do not|not) (?:\w+ )?(?:have (?:an? |one|any|email)|use email|want to (?:give|say|tell|share)|give (?:that|it|my)|comfortable)|\brather not\b|\bno email\b|\bprefer not\b|\bnone of your\b|\bwhy do you need\b/;

/**
 * What is done about words that belong to a field: one that is being given or was read back, a number or an e-mail
 * address told unasked, an answer of just before put right ("no, four fifteen"). undefined where they are about something
 * else. Pure.
 */
export function continueField(context: WorkflowContext, turn: UnderstoodTurn): Decision | undefined {
  const { field } = context;
  if (context.parted || context.optedOut || BINDING.includes(turn.intent) || meddles(turn.utterance)) return undefined;
  if (isOpen(field) && OBJECTS.includes(turn.intent)) return undefined;
  return isOpen(field)
    ? answer({ context, turn, field })
    : (correctAnswer(context, turn) ?? toldUnasked(context, turn));
}

function answer(giving: Giving): Decision | undefined {
  const { turn, field } = giving;
  if (REFUSES.test(turn.words)) return givesUp(giving, 'No problem.');
  const kind = fieldKinds[field.field];
  const whole = field.value !== '' && kind.missing(field.value) === null;
  const hearing = kind.hear(field.value, wordsAndKeys(turn), { readBack: whole });
  if (IN_BETWEEN.includes(turn.intent) && (hearing === undefined || asks(turn)))
    return whole && hearing === undefined ? confirmsAndParts(giving) : undefined;
  if (hearing === 'ambiguous') return asksAgain(giving, kind.ambiguous);
  if (hearing !== undefined && hearing.value !== field.value) return takes(grown(giving, hearing.value));
  return whole ? answersWhole(giving, hearing) : undefined;
}

/** "Yes, that's right. Goodbye." – "Yes, thank you." */
function confirmsAndParts(giving: Giving): Decision | undefined {
  const { turn, field } = giving;
  const isYes = field.stage === 'readBack' && !asks(turn) && answersReadBack(turn.words, false) === 'yes';
  if (!isYes || (turn.intent !== 'goodbye' && turn.intent !== 'thanks')) return undefined;
  return confirms(giving, { parts: turn.intent === 'goodbye' });
}

const asks = ({ utterance }: UnderstoodTurn): boolean => utterance.trimEnd().endsWith('?');

/** All of it is there, and these words change none of it. */
function answersWhole(giving: Giving, hearing: FieldHearing): Decision | undefined {
  const { turn, field } = giving;
  const said = answersReadBack(turn.words, hearing !== undefined && saysAllOf(field, turn));
  if (said === 'no') return asksAgain(giving, '');
  if (said === 'yes' && field.stage === 'readBack') return confirms(giving);
  return said === undefined ? undefined : takes(giving);
}

/** Who repeats all of it has said yes to it. */
function saysAllOf({ field, value }: HearingField, turn: UnderstoodTurn): boolean {
  const alone = fieldKinds[field].hear('', wordsAndKeys(turn), { readBack: false });
  return alone !== undefined && alone !== 'ambiguous' && alone.value === value;
}

const wordsAndKeys = ({ utterance }: UnderstoodTurn): string => {
  const { keys, said } = keysIn(utterance);
  return keys === '' ? said : `${said} ${keys.replace(/\D/g, '')}`.trim();
};

/** With what these words make of it; taken back whole, what was said before proves nothing. */
function grown(giving: Giving, value: string): Giving {
  const { turn, field } = giving;
  const piece = { turnId: turn.turnId, quote: turn.utterance };
  return { ...giving, field: { ...field, value, heard: value === '' ? [] : [...field.heard, piece] } };
}

/** "You can reach me at 512 555 0143": read back like what was asked for. */
function toldUnasked(context: WorkflowContext, turn: UnderstoodTurn): Decision | undefined {
  if (IN_BETWEEN.includes(turn.intent) && turn.intent !== 'notNow') return undefined;
  for (const name of ['phoneNumber', 'email'] as const) {
    if (name === 'email' && !MAIL.test(turn.utterance)) continue;
    const hearing = fieldKinds[name].hear('', wordsAndKeys(turn), { readBack: false });
    if (hearing === undefined || hearing === 'ambiguous' || fieldKinds[name].missing(hearing.value) !== null) continue;
    const field: HearingField = { field: name, heard: [], value: '', stage: 'taking', tries: 0 };
    const callBack: LeadFact[] =
      turn.intent === 'notNow' ? [{ topic: 'callBack', value: 'yes', quote: turn.utterance }] : [];
    return { ...takes(grown({ context, turn, field }, hearing.value)), facts: [...factsBeside(turn), ...callBack] };
  }
  return undefined;
}
/** "Look at zillow dot com" is nobody's address. */
const MAIL = /@|\b(?:e-? ?mail|mail|send|write|reach|gmail|yahoo|hotmail|outlook|icloud|aol)\b/i;

/** Digits of a number look like prices and times. */
const factsBeside = ({ facts }: UnderstoodTurn): LeadFact[] =>
  facts.filter(({ topic }) => topic !== 'price' && topic !== 'callBackTime' && !isFieldName(topic));
