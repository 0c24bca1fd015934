import { z } from 'zod';
import type { Intent } from '../intent.ts';
import { spokenWords } from '../spoken-words.ts';
import type { Topic } from '../topic.ts';
import type { LeadFact } from '../workflow-context.ts';
import { confidenceOf } from './confidence.ts';
import { type Evidence, Slot } from './evidence.ts';

/** What a model believes the caller to have said. It proves nothing before `acceptProposals` has looked at it. */
export const Proposal = z.object({
  slot: Slot,
  value: z.string().min(1).max(60),
  /** The caller's own words for it. */
  quote: z.string().min(1).max(300),
});
export type Proposal = z.infer<typeof Proposal>;

/** Never as sure as what code has found: a model guesses well, and guesses. */
const MOST_CONFIDENCE = 0.6;
/** "Yes" and "no" quote nothing. */
const FEWEST_WORDS = 2;

/** What may be asked of a model, and the rubric's words for it; where there are none, the caller's words are the value. */
type Askable = { slot: Slot; values: readonly string[] };
const ASKABLE: Partial<Record<Topic, Askable>> = {
  goal: { slot: 'goal', values: ['sell', 'buy', 'both', 'rent'] },
  propertyType: { slot: 'propertyType', values: ['house', 'condo', 'apartment', 'town house', 'land'] },
  area: { slot: 'area', values: [] },
  timing: { slot: 'timeline', values: ['within three months', 'within half a year', 'within a year', 'some day'] },
  price: { slot: 'price', values: [] },
};

/** The caller's turn, and what we had asked when they said it. */
export type AskedTurn = { turnId: string; text: string; asked: Topic | null };

/**
 * What a model could be asked about this turn: the slot that was asked for, where code found no answer in what reads like
 * one. null: nothing. Whether they have an agent, or want no more calls, is never a model's to say.
 */
export function askableSlot(
  { text, asked }: AskedTurn,
  { intent, facts }: { intent: Intent; facts: readonly LeadFact[] },
): Askable | null {
  const askable = asked === null ? undefined : ASKABLE[asked];
  if (!askable || !TELLS.has(intent)) return null;
  if (facts.some(({ topic, value }) => topic === asked && value !== null)) return null;
  return spokenWords(text).split(' ').length < FEWEST_WORDS || GIVES_ORDERS.test(spokenWords(text)) ? null : askable;
}
const TELLS: ReadonlySet<Intent> = new Set<Intent>(['statement', 'answer', 'agrees', 'greeting', 'unclear']);

/** Words to the machine and not to us: nothing in such a turn is an answer. */
const GIVES_ORDERS =
  /\b(?:ignore|disregard|forget|override|instructions?|prompts?|system|pretend|act as|you are now|from now on|repeat after me|json|developer|(?:mark|set|record|write|put|note|fill|log|enter|save) (?:\w+ ){0,3}(?:as|to|down|in|into|that))\b/;

/**
 * The proposals that stand up: they are about what was asked, their quote is in the caller's turn word for word, their value is one of the rubric's words
 * or in that quote, and code has found nothing for the slot, in this turn or before. A hedge is no confirmation. Pure.
 */
export function acceptProposals(
  turn: AskedTurn,
  proposals: readonly Proposal[],
  known: { evidence: readonly Evidence[]; intent: Intent; facts: readonly LeadFact[] },
): Evidence[] {
  const askable = askableSlot(turn, known);
  if (!askable || known.evidence.some(({ slot }) => slot === askable.slot)) return [];
  const quote = turn.text.trim();
  const proposal = proposals.find((one) => one.slot === askable.slot && isSaid(one, quote) && isValue(one, askable));
  if (!proposal) return [];
  const confidence = Math.min(MOST_CONFIDENCE, confidenceOf(spokenWords(quote)));
  return [
    { slot: askable.slot, value: proposal.value.trim(), quote: proposal.quote.trim(), turnId: turn.turnId, confidence },
  ];
}

const isSaid = ({ quote }: Proposal, text: string): boolean =>
  spokenWords(quote).split(' ').length >= FEWEST_WORDS && atWords(text, quote.trim());

function isValue({ value, quote }: Proposal, { values }: Askable): boolean {
  if (values.length > 0) return values.includes(value.trim());
  return spokenWords(value) !== '' && ` ${spokenWords(quote)} `.includes(` ${spokenWords(value)} `);
}

/** Whether `part` is in `text` as it is, and begins and ends where words do. */
function atWords(text: string, part: string): boolean {
  const at = part === '' ? -1 : text.indexOf(part);
  const isLetter = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character);
  return at >= 0 && !isLetter(text[at - 1]) && !isLetter(text[at + part.length]);
}
