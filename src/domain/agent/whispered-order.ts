import { forbiddenTopic } from './forbidden-topics.ts';
import { speakable } from './sayable.ts';
import type { Topic } from './topic.ts';
import type { Whisper, WhisperAnswer } from './whisper.ts';

/** A whisper that code understands by itself. The words of `say` and `askAbout` are the human's own. */
export type WhisperedOrder =
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'ask'; readonly topic: Topic }
  | { readonly type: 'askAbout'; readonly what: string }
  | { readonly type: 'wrapUp' };

/** The order in a note's words; undefined where only a language model may make something of them. */
export function whisperedOrder(note: string): WhisperedOrder | undefined {
  const text = note.trim().replace(/[“”]/g, '"').replace(/[‘’]/g, "'");
  if (WRAP_UP.test(text)) return { type: 'wrapUp' };
  if (CALL_BACK.test(text)) return { type: 'ask', topic: 'callBack' };
  const said = SAY.exec(text)?.[1] ?? QUOTED.exec(text)?.[1];
  if (said !== undefined) return saying(said);
  return asking(text);
}

function asking(text: string): WhisperedOrder | undefined {
  const asked = ASK.exec(text)?.[1];
  if (asked === undefined) return undefined;
  const topic = TOPICS.find(([, pattern]) => pattern.test(asked))?.[0];
  if (topic) return { type: 'ask', topic };
  const what = ABOUT.exec(asked)?.[1];
  return what === undefined ? undefined : { type: 'askAbout', what: speakable(what).replace(/[.!?\s]+$/, '') };
}

function saying(said: string): WhisperedOrder | undefined {
  const text = speakable(said);
  if (text === '') return undefined;
  return { type: 'say', text: /[.!?…]$/.test(text) ? text : `${text}.` };
}

/** The question of a topic that is on nobody's list. */
export const questionAbout = (what: string): string => `Can you tell me about ${what}?`;

/**
 * Whether a note can be acted on. What no model may say (COMPLIANCE C9, C20–C23) is not said for a whisper either; a
 * note that code does not understand waits for a language model, where the call has one.
 */
export function answerWhisper({ text }: Pick<Whisper, 'text'>, hasLanguageModel: boolean): WhisperAnswer {
  const order = whisperedOrder(text);
  if (!order) return hasLanguageModel ? 'waiting' : 'not-understood';
  const words = order.type === 'say' ? order.text : order.type === 'askAbout' ? questionAbout(order.what) : '';
  return forbiddenTopic(words) === undefined ? 'waiting' : 'forbidden';
}

const WRAP_UP =
  /^(?:please )?(?:wrap (?:it |this |things )?up|(?:end|finish|close) (?:the |this )?(?:call|conversation)|hang up|say (?:good ?)?bye)\b[^,;]*$/i;
const CALL_BACK =
  /^(?:please )?(?:offer|suggest|propose|ask (?:him|her|them|if|whether|about|for)\b.*) ?(?:\b(?:a|to|that i|me to|my)\b )*call(?:ing)?[ -]?(?:(?:him|her|them) )?back\b/i;
const SAY = /^(?:please )?say\b(?: exactly| this)?\s*[:,]?\s+"?([^"]+?)"?\s*$/i;
const QUOTED = /^"([^"]+)"\s*$/;
const ASK = /^(?:please )?ask\b\s*(?:(?:him|her|them|the (?:caller|lead))\b)?\s*(.+)$/i;
const ABOUT = /^(?:about|for)\s+(.+)$/i;

/** What a few words ask for, where it is one of the questions that the agent knows anyway. */
const TOPICS: readonly (readonly [Topic, RegExp])[] = [
  ['goal', /^(?:about |if |whether )?.*\b(?:selling or buying|buying or selling|sell or buy|buy or sell|goal)\b/i],
  [
    'propertyType',
    /^(?:about |for |what )?(?:the |their )?(?:kind of |type of )?(?:property|home|house)(?: type)?(?: is it| it is)?[.?]?$/i,
  ],
  [
    'area',
    /^(?:about |for |which |what )?(?:the |their )?(?:area|location|part of town|address|where)(?: .{0,20})?[.?]?$/i,
  ],
  [
    'timing',
    /^(?:about |for )?(?:(?:the |their )?(?:timing|timeline|time ?frame)|when (?:they|he|she) (?:want|plan|would like)s? .*)[.?]?$/i,
  ],
  [
    'price',
    /^(?:about |for |what )?(?:the |their |his |her )?(?:asking )?(?:price|budget|price range)(?: in mind)?[.?]?$/i,
  ],
  ['represented', /\b(?:have|has|got|working with|with) an(?:other)? agent\b/i],
  ['callBackTime', /^(?:about |for )?(?:a |the )?(?:(?:good |best )?time to (?:call|talk)|call[- ]?back time)\b/i],
];
