import type { LeadFact } from '../workflow-context.ts';
import { spokenWords } from '../spoken-words.ts';
import type { Topic } from '../topic.ts';
import { confidenceOf } from './confidence.ts';
import type { Evidence, Slot } from './evidence.ts';
import { timelineOf } from './timeline.ts';

/** A turn of the caller's, and what it was decided to tell about them. */
export type HeardTurn = { readonly turnId: string; readonly text: string; readonly facts: readonly LeadFact[] };

/** What one turn proves about the lead. Pure; what the caller could not say proves nothing. */
export function evidenceIn({ turnId, text, facts }: HeardTurn): Evidence[] {
  const quote = text.trim();
  if (quote === '') return [];
  const words = spokenWords(quote);
  const confidence = confidenceOf(words);
  const found = new Map<Slot, { value: string; confidence: number }>();
  for (const { topic, value } of facts) {
    const slot = SLOTS[topic];
    if (slot === undefined || value === null) continue;
    found.set(slot, { value: valueOf(topic, value, words), confidence });
  }
  for (const [slot, value, pattern] of PATTERNS)
    if (!found.has(slot) && pattern.test(words)) found.set(slot, { value, confidence });
  const goal = TURNS_AWAY.test(words) ? 'none' : RENTS.test(words) ? 'rent' : null;
  if (goal) found.set('goal', { value: goal, confidence });
  return [...found].map(([slot, rest]) => ({ slot, quote, turnId, ...rest }));
}

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

/** The caller has changed their mind, or never had it. */
const TURNS_AWAY =
  /\b(?:decided not to|changed (?:my|our) minds?|not (?:going to )?(?:sell|buy|move)(?:ing)?(?: \w+){0,2} (?:any ?more|after all)|(?:we|i) (?:are|am) (?:staying|not selling|not buying|not moving)|(?:taking|took) it off the market)\b/;

/** A tenant, or somebody who wants one. */
const RENTS =
  /\b(?:want|looking|like|need|hoping|planning|find|trying) (?:\w+ ){0,5}to (?:rent|lease)\b|\brent(?:ing)? (?:it |my place |our place )?out\b/;

/** First come, first taken within a slot. */
const PATTERNS: readonly (readonly [Slot, string, RegExp])[] = [
  [
    'financing',
    'not yet',
    /\bnot (?:been )?(?:pre ?approved|pre ?qualified)\b|\b(?:have not|need to|still have to) (?:\w+ ){0,3}(?:bank|lender|loan|mortgage|financing)\b/,
  ],
  [
    'financing',
    'pre-approved',
    /\bpre ?approv(?:ed|al)\b|\bpre ?qualified\b|\bapproved (?:for|by) (?:\w+ ){0,3}(?:loan|mortgage|bank|lender)\b/,
  ],
  ['financing', 'cash', /\b(?:pay(?:ing)? (?:\w+ )?cash|cash (?:buyer|offer|purchase)|all cash|in cash)\b/],
  [
    'financing',
    'mortgage',
    /\b(?:with|take|get|getting|have) (?:a |an |my |our |the )?(?:mortgage|home loan|va loan|fha loan|loan|financing)\b/,
  ],
  [
    'motivation',
    'a job',
    /\b(?:new job|job (?:offer|transfer|change)|got (?:a )?job|relocat(?:e|ing|ed)|transferr?ed|work is moving)\b/,
  ],
  [
    'motivation',
    'the family',
    /\b(?:having a baby|baby (?:is )?(?:coming|on the way)|growing family|kids (?:are )?(?:moved|moving|left|grown)|(?:son|daughter|child|children) (?:\w+ )?(?:moved|moving|left)|empty nest|divorce[d]?|getting married|just married|closer to (?:my|our|the) (?:\w+ )?(?:family|parents|kids|grandkids|mother|mom|son|daughter))\b/,
  ],
  [
    'motivation',
    'the size',
    /\b(?:downsiz(?:e|ing)|too (?:big|large|small)|need(?:s)? more (?:space|room|rooms)|bigger (?:place|house|home)|smaller (?:place|house|home)|outgrown)\b/,
  ],
  [
    'motivation',
    'an estate',
    /\b(?:inherit(?:ed)?|passed away|estate|probate|foreclosure|behind on (?:the )?(?:mortgage|payments))\b/,
  ],
  ['motivation', 'retirement', /\b(?:retir(?:e|ed|ing|ement))\b/],
  [
    'decisionMakers',
    'absent',
    /\b(?:(?:ask|talk to|speak (?:to|with)|check with) (?:my|the) (?:wife|husband|spouse|partner|parents|brother|sister|mother|father|mom|dad)|(?:my|the) (?:wife|husband|spouse|partner) (?:decides|makes|handles|has to))\b/,
  ],
  [
    'decisionMakers',
    'together',
    /\b(?:my (?:wife|husband|spouse|partner) and (?:i|me)|me and my (?:wife|husband|spouse|partner)|(?:we|us) both|both of us)\b/,
  ],
  [
    'decisionMakers',
    'alone',
    /\b(?:just me|by myself|on my own|it is my (?:decision|house|home)|i decide|only me|i live alone)\b/,
  ],
  ['contact', 'by text', /\b(?:text me|send me a text|by text|prefer (?:a )?texts?)\b/],
  ['contact', 'by e-mail', /\b(?:e ?mail me|send me an? e ?mail|by e ?mail|prefer e ?mail)\b/],
];
