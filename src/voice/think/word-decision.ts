import type { Decision } from '../../domain/agent/agent-definition.ts';
import { frequentMeaning, servesAnyCaller } from '../../domain/agent/frequent-reply.ts';
import { createReplyGuard, type GuardVerdict } from '../../domain/agent/reply-guard.ts';
import { inOneBreath } from '../../domain/agent/one-breath.ts';
import { sayable } from '../../domain/agent/sayable.ts';
import type { ReplyPart } from '../../domain/agent/thinker.ts';
import type { AgentTurn } from './base-agent.ts';
import { promptMessages } from './prompt-messages.ts';
import { systemPrompt, whisperRequest, wordingPromptOf, wordingRequest } from './prompts/call-prompts.ts';
import type { Wordsmith } from './wordsmith.ts';

type Worded = AgentTurn & { agent: string };

/** Parts that are known at the same moment travel together: each journey through the graph's stream costs. */
export type ReplyParts = readonly ReplyPart[];

/**
 * Puts a decision into words. `ack` and `question` are always rehearsed: the first so that the caller waits for no
 * model, the second because the floor waits for its answer. In between a model may speak, clause by clause through
 * the guard; where it says nothing usable, the rehearsed body is said. The last `source` part names who worded the body.
 */
export async function* wordDecision(turn: Worded): AsyncGenerator<ReplyParts> {
  const { decision, wordsmith } = turn;
  if (decision.wording === 'fixed' || !wordsmith) {
    yield [
      { type: 'source', source: 'rehearsed' },
      ...opening(decision, decision.body !== ''),
      ...rehearsedBody(decision),
      ...ending(decision),
    ];
    return;
  }
  yield [{ type: 'source', source: 'language-model' }, ...opening(decision, true)];
  let spoke = false;
  let broke = false;
  for await (const parts of guarded(turn, wordsmith)) {
    const speaks = parts.some(({ type }) => type === 'text');
    broke ||= parts.some(({ type }) => type === 'degraded');
    yield speaks && !spoke ? [...noted(decision, 'used'), ...parts] : parts;
    spoke ||= speaks;
  }
  if (turn.signal.aborted) return;
  yield spoke
    ? ending(decision)
    : [
        { type: 'source', source: 'rehearsed' },
        ...(broke ? [] : noted(decision, 'forbidden')),
        ...rehearsedBody(decision),
        ...ending(decision),
      ];
}

/** A whole clause. The space behind it says that more follows, and that it may be spoken without waiting for that. */
function clause(text: string, more: boolean): ReplyPart[] {
  const said = sayable(text);
  return said ? [{ type: 'text', text: more ? `${said} ` : said }] : [];
}

const opening = ({ intent, ack, question, follows = [] }: Decision, body: boolean): ReplyPart[] => [
  ...follows.map((whisperId) => ({ type: 'whisper', whisperId, outcome: 'used' }) as const),
  // Before the first words: the human is called while these sound, and also where the caller cuts in on them.
  ...(intent === 'human' ? [{ type: 'asksForHuman' as const }] : []),
  ...clause(ack, body || question !== ''),
];
/** What the model made of the notes; a model that broke off has made nothing of them yet. */
const noted = ({ notes = [] }: Decision, outcome: 'used' | 'forbidden'): ReplyPart[] =>
  notes.map(({ whisperId }) => ({ type: 'whisper', whisperId, outcome }));
const rehearsedBody = (decision: Decision): ReplyPart[] => clause(inOneBreath(decision).body, decision.question !== '');
const ending = ({ question, expects, hangUp }: Decision): ReplyPart[] => [
  ...clause(question, false),
  { type: 'expects', field: expects },
  ...(hangUp === null ? [] : [{ type: 'hangUp' as const, reason: hangUp }]),
];

/** What is to be said that no fixed words say, as the guard lets it pass. */
async function* guarded(turn: Worded, wordsmith: Wordsmith): AsyncGenerator<ReplyParts> {
  const frequent = frequentReply(turn, wordsmith);
  const known = frequent?.find();
  if (known) {
    yield known;
    return;
  }
  const spoken: string[] = [];
  let whole = false;
  for await (const parts of modelWords(turn, wordsmith)) {
    whole = !parts.some(({ type }) => type === 'degraded');
    spoken.push(...parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])));
    yield parts;
  }
  if (whole && !turn.signal.aborted) frequent?.keep(spoken.join('').trim());
}

/** What the model says. Leaving the loop closes the model's stream, which ends the request. */
async function* modelWords(turn: Worded, { languageModel, prompts }: Wordsmith): AsyncGenerator<ReplyParts> {
  const { decision, context, signal } = turn;
  const { utterance } = turn.turn;
  const { notes = [] } = decision;
  const guard = guardOf(turn);
  const asked = wordingRequest(prompts, { agent: turn.agent, convey: decision.convey });
  const request = utterance + whisperRequest(prompts, context.seed, notes) + asked;
  const messages = promptMessages(systemPrompt(prompts, context.seed), context, request);
  for await (const token of languageModel.stream(messages, signal)) {
    if (signal.aborted) return;
    if (!token.ok) {
      // What is pending is half a clause: better unsaid than broken off.
      yield [{ type: 'degraded', failure: token.failure }];
      return;
    }
    const parts = passed(guard.push(token.value));
    if (parts.length > 0) yield parts;
    if (guard.closed) return;
  }
  if (!signal.aborted) yield passed(guard.end());
}

const saidBefore = ({ context }: Worded): string[] =>
  context.history.filter(({ side }) => side === 'agent').map(({ text }) => text);
const guardOf = (turn: Worded) =>
  createReplyGuard(
    saidBefore(turn),
    turn.context.whispers.map(({ text }) => text),
  );
const passed = (verdicts: readonly GuardVerdict[]): ReplyPart[] =>
  verdicts.flatMap((verdict) => (verdict.ok ? clause(verdict.text, true) : []));

/** The way to words that serve any caller; null where these have to be this caller's. */
function frequentReply(turn: Worded, { languageModel, prompts, replies }: Wordsmith) {
  const meaning = frequentMeaning(turn.turn, turn.decision);
  const model = languageModel.health?.().model;
  if (!replies || !model || meaning === null) return null;
  const { context } = turn;
  const versions = `${prompts.versions.system}.${prompts.versions[wordingPromptOf(turn.agent)]}`;
  const key = { agent: turn.agent, prompts: versions, model, house: context.seed, meaning };
  return {
    /** They pass the guard like any others: it may have grown stricter since, and this call has its own notes. */
    find(): ReplyParts | null {
      const text = replies.find(key, { saidBefore: saidBefore(turn), salt: context.phrasingSeed + context.revision });
      if (text === null) return null;
      const guard = guardOf(turn);
      const verdicts = [...guard.push(text), ...guard.end()];
      const parts = passed(verdicts);
      if (parts.length > 0 && verdicts.every(({ ok }) => ok)) return parts;
      replies.drop(key, text);
      return null;
    },
    keep(text: string) {
      const { utterance } = turn.turn;
      if (servesAnyCaller(text, context, { utterance, meaning })) replies.keep(key, text);
    },
  };
}
