import type { Slot } from './evidence.ts';

/**
 * What the words tell of the lead that no question of the agenda asks for: how they pay, why they move, who decides, how
 * they want to be written to. Pure. @param words as `spokenWords` writes them.
 */
export const toldByWords = (words: string): [Slot, string][] =>
  PATTERNS.flatMap(([slot, value, pattern]) => (pattern.test(words) ? [[slot, value]] : []));

/** First come, first taken within a slot. */
const PATTERNS: readonly (readonly [Slot, string, RegExp])[] = [
  [
    'financing',
    'not yet',
    /\b(?:not|never|need to|have to|want to|like to|going to|trying to)(?: \w+){0,2} pre ?(?:approv|qualifi)|\bcan not get (?:\w+ )?(?:loan|mortgage|financing)\b|\b(?:have not|need to|still have to) (?:\w+ ){0,3}(?:bank|lender|loan|mortgage|financing)\b/,
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
    // Who has a mortgage may be paying off what they sell.
    /\b(?:with|take|get|getting) (?:a |an |my |our |the )?(?:mortgage|home loan|va loan|fha loan|loan|financing)\b/,
  ],
  [
    'motivation',
    'a job',
    /\b(?:new job|job (?:offer|transfer|change)|got (?:a )?job|relocat(?:e|ing|ed)|(?:being|getting|got) transferr?ed|work is moving)\b/,
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
    /\b(?:inherit(?:ed)?|passed away|(?<!real )estate|probate|foreclosure|behind on (?:the )?(?:mortgage|payments))\b/,
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
  ['contact', 'by text', /(?<!\bnot )\b(?:text me|send me a text|by text|prefer (?:a )?texts?)\b/],
  [
    'contact',
    'by e-mail',
    /(?<!\bnot )\b(?:e ?mail me|(?:send|in|end|sin) me an? e ?mail|by e ?mail|prefer e ?mail)\b/,
  ],
];
