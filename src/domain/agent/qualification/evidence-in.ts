import { callerPatterns } from '../caller-patterns.ts';
import { meddles } from '../meddling.ts';
import { asksNotToBeCalled } from '../opt-out.ts';
import type { LeadFact } from '../workflow-context.ts';
import { spokenWords } from '../spoken-words.ts';
import type { Topic } from '../topic.ts';
import { confidenceOf } from './confidence.ts';
import type { Evidence, Slot } from './evidence.ts';
import { timelineOf } from './timeline.ts';
import { toldByWords } from './told-by-words.ts';

/** A turn of the caller's, and what it was decided to tell about them. */
export type HeardTurn = { readonly turnId: string; readonly text: string; readonly facts: readonly LeadFact[] };

/** What one turn proves about the lead. Pure; what the caller could not say proves nothing. */
export function evidenceIn({ turnId, text, facts }: HeardTurn): Evidence[] {
  const quote = text.trim();
  if (quote === '') return [];
  const words = spokenWords(quote);
  const confidence = confidenceOf(words);
  const found = meddles(text) ? new Map<Slot, Found>() : toldIn(facts, words);
  for (const value of never(text)) found.set('contact', { value, confidence });
  return [...found].map(([slot, rest]) => ({ slot, quote, turnId, ...rest }));
}

type Found = { value: string; confidence: number };

function toldIn(facts: readonly LeadFact[], words: string): Map<Slot, Found> {
  const confidence = confidenceOf(words);
  const found = new Map<Slot, Found>();
  for (const { topic, value } of facts) {
    const slot = SLOTS[topic];
    if (slot === undefined || value === null || !isTold(topic, value, words)) continue;
    found.set(slot, { value: valueOf(topic, value, words), confidence });
  }
  for (const [slot, value] of toldByWords(words)) if (!found.has(slot)) found.set(slot, { value, confidence });
  const goal = goalOf(found.get('goal')?.value, words);
  if (goal) found.set('goal', { value: goal, confidence });
  return found;
}

/** An opt-out is heard wherever it stands. */
const never = (text: string): string[] => (asksNotToBeCalled(text) ? ['never'] : []);

const SLOTS: Partial<Record<Topic, Slot>> = {
  goal: 'goal',
  propertyType: 'propertyType',
  area: 'area',
  timing: 'timeline',
  price: 'price',
  represented: 'represented',
  callBack: 'contact',
  callBackTime: 'contact',
};

function valueOf(topic: Topic, value: string, words: string): string {
  if (topic === 'timing') return timelineOf(value, words);
  if (topic === 'callBack') return value === 'no' ? 'declined' : 'by telephone';
  return topic === 'callBackTime' ? `by telephone, ${value}` : value;
}

/**
 * Facts are what we act on, and some of them the caller did not say: "I'm busy" is reason enough to offer a call back, and
 * proves nothing; whoever asks what we are selling sells nothing.
 */
function isTold(topic: Topic, value: string, words: string): boolean {
  if (topic === 'callBack' && value === 'yes')
    return callerPatterns.agrees?.some((pattern) => pattern.test(words)) ?? false;
  return topic !== 'goal' || !ABOUT_US.test(words);
}
const ABOUT_US = /\byou(?: \w+){0,3} (?:sell|selling|buy|buying)\b(?! (?:me |us )?(?:my|our)\b)/;

/** What they want by these words, where that is not `recognised` as selling or buying. */
function goalOf(recognised: string | undefined, words: string): string | undefined {
  if (CHANGED_MIND.test(words)) return 'none';
  if (recognised === undefined && TURNS_AWAY.test(words)) return 'none';
  // "Looking for a place" is buying, unless it is to rent; who also sells is worth a seller.
  const buysAtMost = recognised === undefined || recognised === 'buy';
  return buysAtMost && RENTS.test(words.replace(NO_RENT, ' ')) ? 'rent' : recognised;
}
const CHANGED_MIND = /\b(?:decided not to|changed (?:my|our) minds?|(?:taking|took) it off the market)\b/;
const TURNS_AWAY =
  /\bnot (?:going to )?(?:sell|buy|move|moving|selling|buying)(?: \w+){0,2} (?:any ?more|after all)\b|\b(?:we|i) (?:are|am) (?:staying(?: put| here| where we are)?$|not (?:selling|buying|moving)\b)/;
const NO_RENT = /\b(?:not|never|instead of|rather than)(?: \w+){0,3} rent(?:ing)?\b/g;

/** A tenant, or somebody who wants one. */
const RENTS =
  /\b(?:want|looking|like|need|hoping|planning|find|trying) (?:\w+ ){0,5}(?:to|for) (?:rent|lease)\b|\brent(?:ing)? (?:it |my place |our place )?out\b/;
