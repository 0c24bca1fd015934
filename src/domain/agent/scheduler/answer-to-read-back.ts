import type { TimeSlot } from '../../scheduling/time-slot.ts';
import { spokenWords } from '../spoken-words.ts';
import { isWithin } from './window.ts';
import { whenMeant, type Whereabouts } from './when-meant.ts';

const YES =
  /\b(?:yes|yeah|yea|yep|yup|ya|sure|absolutely|definitely|certainly|of course|affirmative|you bet|by all means|please do|go ahead|go for it|book (?:it|that|me)|do (?:it|that)|(?:let us|lets) (?:do|book) (?:it|that)|(?:that|it|this|which) (?:works|sounds (?:good|great|perfect|fine)|suits (?:me|us))|works for (?:me|us)|sounds (?:good|great|perfect)|that is (?:fine|perfect|great|good|correct|right|okay|ok)|that would be (?:fine|perfect|great|good|lovely)|correct|i (?:will|would) (?:take|like) (?:it|that)|move it(?: there)?|cancel (?:it|that)|please cancel)\b/;
/** What may stand beside a yes without taking anything from it. */
const BESIDE =
  /\b(?:ok|okay|all right|alright|right|good|great|perfect|fine|lovely|wonderful|excellent|please|thanks|thank you|very much|so much|so|and|then|oh|just|hey|sir|maam|for me|for us|with me|with you|fine by me|good for me|great for me|i do|i would|i can|you can|i am free(?: then)?|that day|that time|that one|it|that|there|now|in|me|us|up|down|really|very|well|is|it is|at|on|the|with|works|work|good|sounds|that is it)\b/g;
const HEDGE =
  /\b(?:guess|maybe|perhaps|probably|possibly|might|may|think so|think|suppose|not sure|should be|should|could|would|if|unless|hopefully|i hope|we will see|let me|depends|later|but|except|wait|hold on|actually|instead|rather|or|until|kind of|sort of|almost)\b/;
const NO = /\b(?:no|not|nope|nah|never|neither|none|can not|do not|cancel (?!it|that)|wrong)\b/;
const NEVER_MIND =
  /\b(?:never ?mind|nevermind|forget (?:it|about it|that)|leave it|skip (?:it|that)|drop it|scratch that|no need|changed my mind|not necessary|rather not|(?:let us|lets) not|no (?:more )?appointments?|do not (?:book|make|need|want)(?: \w+){0,3}(?: it| that| anything| appointment| one| to)?|not (?:book|make) (?:it|anything|one|an appointment)|do not bother|call it off)\b|^(?:no )+(?:thanks|thank you)/;

/** The caller wants none of it any more. */
export const saysNeverMind = (utterance: string): boolean => NEVER_MIND.test(spokenWords(utterance));

export const saysNo = (utterance: string): boolean =>
  /^(?:(?:oh|so|sorry|actually|and) )*(?:no|nope|nah|neither|none|not (?:really|that|this|those|them))\b|\b(?:does|will|would|is|do) not (?:work|suit|good|fit)\b|\bno good\b|\bneither\b|\bnone of\b|\bi can not\b/.test(
    spokenWords(utterance),
  );

export const hedges = (utterance: string): boolean => HEDGE.test(spokenWords(utterance));

/**
 * Whether the words are an explicit yes to `slot`, which was read back last: nothing but a yes, and what may stand beside
 * one. A hedge, a question, a condition, a word against it or another time is none; nor is a sound ("mm hm") or a bare
 * "okay", which people say to show that they listen.
 */
export function saysYes(utterance: string, slot: TimeSlot, whereabouts: Omit<Whereabouts, 'offered'>): boolean {
  if (/[?？]/.test(utterance) || ONLY_SOUNDS.test(utterance.trim())) return false;
  const words = spokenWords(utterance);
  if (!YES.test(words)) return false;
  const left = words.replace(new RegExp(YES.source, 'g'), ' ');
  if (HEDGE.test(left) || NO.test(left) || SURELY.test(words)) return false;
  const meant = whenMeant(utterance, { ...whereabouts, offered: [slot] });
  if (meant === null) return left.replace(BESIDE, ' ').trim() === '';
  const isIt = meant.type === 'slot' ? meant.slot === slot : !meant.window.refuses && isWithin(meant.window, slot);
  return isIt && left.replace(TIME, ' ').replace(BESIDE, ' ').trim() === '';
}

const ONLY_SOUNDS = /^(?:(?:mm|mhm|uh|huh|hm|hmm|ah|um|mmhmm|mm-hmm|uh-huh|mm-hm)[\s,.!-]*)+$/i;
/** "For sure?" and "are you sure" ask; "that is right, is it" does too. */
const SURELY = /\b(?:are you|is (?:it|that) (?:right|correct|okay|ok|sure)|is it$|right is it|for sure$)\b/;
const TIME =
  /\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|january|february|march|april|may|june|july|august|september|october|november|december|\w+(?:th|st|nd|rd)|first|second|third|fifth|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirty|fifteen|forty|twenty|half|past|a|quarter|to|noon|oclock|o clock|am|pm|a m|p m|in the|morning|afternoon|evening|\d+(?:am|pm)?)\b/g;
