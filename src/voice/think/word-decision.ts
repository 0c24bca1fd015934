import { wordingRequest } from '../../domain/agent/conversation-prompt.ts';
import { createReplyGuard } from '../../domain/agent/reply-guard.ts';
import type { ReplyPart } from '../../domain/agent/thinker.ts';
import type { LanguageModel } from '../../domain/engine/language-model.ts';
import type { AgentTurn } from './base-agent.ts';
import { promptMessages } from './prompt-messages.ts';

type Worded = AgentTurn & { systemPrompt: string };

/**
 * Puts a decision into words. `ack` and `question` are always rehearsed: the first so that the caller waits for no
 * model, the second because the floor waits for its answer. In between a model may speak, clause by clause through
 * the guard; where it says nothing usable, the rehearsed body is said. The last `source` part names who worded the body.
 */
export async function* wordDecision(turn: Worded): AsyncGenerator<ReplyPart> {
  const { decision, signal, languageModel } = turn;
  const worded = decision.wording === 'free' && languageModel ? languageModel : null;
  yield { type: 'source', source: worded ? 'language-model' : 'rehearsed' };
  if (decision.ack) yield piece(decision.ack, worded !== null || decision.body !== '' || decision.question !== '');
  if (worded) yield* modelBody(turn, worded);
  else if (decision.body) yield piece(decision.body, decision.question !== '');
  if (signal.aborted) return;
  if (decision.question) yield { type: 'text', text: decision.question };
  yield { type: 'expects', field: decision.expects };
  if (decision.hangUp !== null) yield { type: 'hangUp', reason: decision.hangUp };
}

/** A whole clause. The space behind it says that more follows, and that it may be spoken without waiting for that. */
const piece = (text: string, more: boolean): ReplyPart => ({ type: 'text', text: more ? `${text} ` : text });

async function* modelBody(turn: Worded, languageModel: LanguageModel): AsyncGenerator<ReplyPart> {
  const { decision } = turn;
  let spoke = false;
  for await (const part of guarded(turn, languageModel)) {
    if (part.type === 'text') spoke = true;
    yield part;
  }
  if (spoke || turn.signal.aborted) return;
  yield { type: 'source', source: 'rehearsed' };
  if (decision.body) yield piece(decision.body, decision.question !== '');
}

/** What the model says and the guard lets pass. Leaving the loop closes the model's stream, which ends the request. */
async function* guarded(turn: Worded, languageModel: LanguageModel): AsyncGenerator<ReplyPart> {
  const { decision, context, utterance, signal } = turn;
  const guard = createReplyGuard();
  const request = utterance + wordingRequest(decision.convey, decision.ack);
  for await (const token of languageModel.stream(promptMessages(turn.systemPrompt, context, request), signal)) {
    if (signal.aborted) return;
    if (!token.ok) {
      // What is pending is half a clause: better unsaid than broken off.
      yield { type: 'degraded', failure: token.failure };
      return;
    }
    for (const verdict of guard.push(token.value)) if (verdict.ok) yield piece(verdict.text, true);
    if (guard.closed) return;
  }
  if (signal.aborted) return;
  for (const verdict of guard.end()) if (verdict.ok) yield piece(verdict.text, true);
}
