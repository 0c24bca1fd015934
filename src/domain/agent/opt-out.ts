import { spokenWords } from './spoken-words.ts';

/**
 * Does the caller ask not to be called again? In doubt it says yes (COMPLIANCE C7): to end a call that might have gone on
 * costs a lead, to go on with one that must end breaks the law. It also knows what a recogniser makes of these words on a
 * telephone ("take me off your way", "stop coin me"). A clause that is nothing but "stop" is the word that the opener
 * offers, whatever comes after it ("No, stop. I'm not selling.").
 */
export const asksNotToBeCalled = (utterance: string): boolean =>
  inWords(spokenWords(utterance)) ||
  utterance.split(/[.!?,;:–—]+/).some((clause) => ONLY_STOP.test(spokenWords(clause)));

function inWords(words: string): boolean {
  if (HARMLESS.some((pattern) => pattern.test(words))) return false;
  if (ONLY_NOW.test(words) && !FOR_GOOD.test(words)) return false;
  return OPT_OUT.some((pattern) => pattern.test(words));
}

const ME = '(?:me|my|us|our|this|her|his|him|them|be)';
const CALL =
  '(?:call|calling|calls|phone|phoning|ring|ringing|contact|contacting|bother|bothering|dial|dialing|text|texting)';
/** What "call me" turns into on a bad line. */
const MISHEARD_CALL = '(?:caught|cold|fall|calm|cole|coal|coin|coiling|colin|cawling|falling|carling|calm|collin)';

/** "Don't call me right now" asks for another time; "…ever again" beside it asks for the end. */
const ONLY_NOW = new RegExp(
  `(?:not|never) ${CALL}(?: me| us| here)?(?: back)? (?:right now|now|today|tonight|before|until|till|this (?:early|late|morning)|so (?:early|late)|during)`,
);
const FOR_GOOD = /\b(again|ever|any ?more|list|stop|remove|never)\b/;
const HARMLESS = [
  /\b(take|get) (me|us) off (of )?hold\b/,
  /\boff (of )?the market\b/,
  /\boff(er)? me\b/,
  /\blist price\b/,
];

const ONLY_STOP =
  /^(?:(?:please|just|ok|okay|hey|no|yes|and|so|i said|would you|can you|could you) )*stop(?: (?:it|now|please|stop|this|right there|thank you|thanks))*$/;

const OPT_OUT: readonly RegExp[] = [
  new RegExp(
    `\\b(?:take|get|drop|cross|scratch|strike|pull|keep|kick|knock|taking|took|make|ticket) ${ME}(?: \\w+){0,2} (?:off|out of)\\b`,
  ),
  new RegExp(`\\b(?:take|get|make|keep) ${ME}(?: \\w+)? of (?:your|the|this|that|all|you)\\b`),
  new RegExp(`\\b(?:remove|removed|delete|deleted|erase|unsubscribe|unlist|delist|scrub|block|purge) ${ME}\\b`),
  /\b(?:remove|delete|erase|take|get) (?:\w+ ){0,3}(?:from|off) (?:of )?(?:your|you|the|this|that|all) (?:\w+ ){0,2}(?:list|lists|lift|lips|least|database|system|records|file|files|book|phone)\b/,
  /\boff (?:of )?(?:your|you|the|this|that) (?:\w+ )?(?:list|lists|lift|lips|least|database|calling|call)\b/,
  new RegExp(
    `\\b(?:stop|quit|cease|stopped|no more) (?:with )?(?:the |these |this |all |all the |all these |your |with |making |with the )?(?:${CALL}|harassing|pestering|soliciting)\\b`,
  ),
  new RegExp(`\\bstop ${MISHEARD_CALL} (?:me|us|here|this)\\b`),
  /\bstop call/,
  ONLY_STOP,
  new RegExp(
    `\\b(?:not|never)(?: to)?(?: you)?(?: (?:ever|want|please|be|you|anyone|anybody|need|keep|even))*(?: to)?(?: be)? ${CALL}(?: (?:me|us|here|back|again|any ?more|ever|this|my|our|at|people|or|called))`,
  ),
  new RegExp(`\\b(?:not|never)(?: ever)? ${CALL}$`),
  new RegExp(`\\b(?:not|never) (?:ever )?${MISHEARD_CALL} (?:me|us|here)(?: \\w+)? (?:again|any ?more|ever)\\b`),
  /\b(?:not|never)(?: to)? (?:ever )?be (?:called|contacted|phoned|bothered)\b/,
  /\bno (?:more|further) (?:phone )?(?:calls?|calling|contact)\b/,
  /\b(?:lose|forget|erase|delete|shred|trash|burn|throw away|throw out|get rid of) (?:my|this|our|that) (?:phone )?(?:number|name|info|information|contact|details)\b/,
  /\b(?:do|does|am|i) not (?:want|wish|like|consent|care|agree|need)(?: to)?(?: (?:be|get|have|receive|take|hear from|any|more|these|those|your|you|to))* (?:calls|calling|called|phone calls|contacted|sales calls)\b/,
  /\b(?:do|does|did) not (?:want|wish|like|need) (?:you|you guys|you people|anyone|anybody|people|him|her) (?:\w+ )?(?:to )?(?:call|calling|phone|contact|bother)/,
  /\bnot want to hear from (?:you|your)\b/,
  /\b(?:do not|no|not) call(?:ing|er)? (?:list|registry|register)\b/,
  /\bd ?n ?c\b/,
  /\bopt(?:ed|ing)?(?: me| us)? out\b|\bopt me\b|\bup me out\b/,
  /\bunsubscribe\b/,
  /\bleave (?:me|us) (?:the \w+ )?alone\b|\bleave me be\b/,
  /\b(?:this is|that is|it is|you are) (?:\w+ )?(?:harassment|harassing|illegal calling)\b/,
  /\b(?:told|asked|said|telling|asking)(?: (?:you|you guys|you people|them|your \w+))? (?:\w+ )?(?:not to|to stop|to quit|to never)\b/,
  /\b(?:fuck|piss|bugger|buzz|sod|screw) (?:off|you)\b|\bgo to hell\b|\bget lost\b|\bgo away\b|\bfuck\b/,
  /\bnever (?:call|contact|ring|phone|dial|bother)\b/,
  /\breport (?:you|this call|this number|your company)\b|\bsue you\b|\bmy lawyer will\b/,
  /\bno me (?:llame|llamen|llames|marque)\b|\bdeje de llamar\b|\bquit[ae]me de\b/,
];
