import { forbiddenTopic } from './forbidden-topics.ts';
import { countWords, MOST_WORDS } from './one-breath.ts';
import { sayable, speakable } from './sayable.ts';

export type GuardVerdict = { ok: true; text: string } | { ok: false; why: string };
export type ReplyGuard = {
  /** Takes the next piece of a model's reply; answers what may be spoken by now. */
  push(token: string): GuardVerdict[];
  /** The model has finished: what is left. */
  end(): GuardVerdict[];
  /** Nothing more can pass: enough was said, or something was refused. */
  readonly closed: boolean;
};

/** One sentence was asked for; a second one passes only behind a very short first ("Oh no."). */
const ENOUGH_WORDS = 5;
/** A small model falls in love with a sentence; "Thank you." may be said twice, this many words may not. */
const REPEAT_WORDS = 4;
/** So many words in a row are a quotation. */
const QUOTE_WORDS = 4;

/**
 * Stands between a language model and the voice, clause by clause: strips what cannot be spoken, drops questions
 * (code asks them), and refuses empty talk, leaked roles, repetitions and topics that no model may speak about. After
 * a refusal nothing more passes.
 * @param saidBefore what the agent said earlier in the call.
 * @param unheard notes to the agent, of which the caller must not hear a phrase.
 */
export function createReplyGuard(saidBefore: readonly string[] = [], unheard: readonly string[] = []): ReplyGuard {
  const before = plainWords(saidBefore.join(' . '));
  let pending = '';
  let passed = '';
  let closed = false;
  let refused = false;

  const repeats = (text: string) => countWords(text) >= REPEAT_WORDS && before.includes(plainWords(text));

  const phrases = unheard.flatMap(phrasesOf);
  const quotes = (text: string) => phrases.length > 0 && phrases.some((phrase) => plainWords(text).includes(phrase));

  const judge = (raw: string): GuardVerdict[] => {
    if (closed) return [];
    const leak = ROLE_LEAK.exec(raw);
    const text = speakable(leak ? raw.slice(0, leak.index) : raw);
    if (leak) closed = true;
    if (/[?？]/.test(text)) {
      closed = passed !== '';
      return [];
    }
    const topic =
      forbiddenTopic(`${passed} ${text}`) ??
      (repeats(text) ? 'repeated' : quotes(`${passed} ${text}`) ? 'quoted' : undefined);
    if (topic) {
      closed = refused = true;
      return [{ ok: false, why: topic }];
    }
    return accept(text);
  };
  const accept = (text: string): GuardVerdict[] => {
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    if (countWords(sayable(`${passed} ${text}`)) > MOST_WORDS) {
      closed = true;
      return [];
    }
    passed = `${passed} ${text}`.trim();
    const said = sayable(text);
    if (/[.!…]["')]?$/.test(text) && countWords(passed) >= ENOUGH_WORDS) closed = true;
    return [{ ok: true, text: said }];
  };

  return {
    push(token) {
      if (closed) return [];
      pending += token;
      const verdicts: GuardVerdict[] = [];
      for (let at = clauseEnd(pending); at > 0 && !closed; at = clauseEnd(pending)) {
        const clause = pending.slice(0, at);
        pending = pending.slice(at);
        verdicts.push(...judge(clause));
      }
      return verdicts;
    },
    end() {
      const verdicts = pending.trim() ? judge(pending) : [];
      pending = '';
      if (passed === '' && !refused) verdicts.push({ ok: false, why: 'empty' });
      closed = true;
      return verdicts;
    },
    get closed() {
      return closed;
    },
  };
}

/** Every run of so many words of a note that it can be told to be from there; the whole of a shorter one. */
function phrasesOf(note: string): string[] {
  const words = plainWords(note).trim().split(' ').filter(Boolean);
  if (words.length === 0) return [];
  const length = Math.min(QUOTE_WORDS, words.length);
  return Array.from({ length: words.length - length + 1 }, (_, at) => ` ${words.slice(at, at + length).join(' ')} `);
}

const plainWords = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** A clause may go out early only where it cannot turn out to be part of a question. */
function clauseEnd(text: string): number {
  const sentence = /^[\s\S]*?(?:(?<!\b(?:Mr|Mrs|Ms|Dr|St|No))(?<!\d)[.!?…]+["')]*(?=\s)|\d[.!?]+(?=\s)|\n)/.exec(text);
  if (sentence) return sentence[0].length;
  const comma = /^[\s\S]*?[,;:](?=\s)/.exec(text);
  return comma && countWords(comma[0]) >= 5 && !STARTS_QUESTION.test(comma[0].trim()) ? comma[0].length : 0;
}
const STARTS_QUESTION =
  /^(?:\W*(?:and|so|but|well|okay|ok|now|great|sure)\W+)*(?:what|why|how|when|where|which|who|is|are|do|does|did|can|could|would|will|should|may|have|has)\b/i;

/** A model that plays both sides of the conversation, or shows its template. */
const ROLE_LEAK =
  /(?:^|[\s"(])(?:user|assistant|system|caller|human|agent|customer|client|ai|bot|me|you)\s*:\s|<\|[^>]*\|?>|<\/?(?:s|think|im_start|im_end|eot|user|assistant)[^>]*>|\[\/?INST\]|###|\(?you already said\b|\bas an ai (?:language )?model\b|\blanguage model\b/i;
