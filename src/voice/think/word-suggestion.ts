import { createReplyGuard } from '../../domain/agent/reply-guard.ts';
import { suggestionText, type SuggestedWords } from '../../domain/agent/suggest-words.ts';
import type { WorkflowContext } from '../../domain/agent/workflow-context.ts';
import { promptMessages } from './prompt-messages.ts';
import { suggestionRequest, systemPrompt } from './prompts/call-prompts.ts';
import type { Wordsmith } from './wordsmith.ts';

type Suggesting = {
  words: SuggestedWords;
  /** The conversation before the caller's words. */
  context: WorkflowContext;
  callerText: string;
  /** null: rehearsed words. */
  wordsmith: Wordsmith | null;
  signal: AbortSignal;
};

/** Words a suggestion; a model is guarded as in a reply, since the human may read out what it says. '' where there are none. */
export async function wordSuggestion({ words, ...turn }: Suggesting): Promise<string> {
  const { wordsmith } = turn;
  const body = words.free && wordsmith ? await modelBody(turn, wordsmith) : words.body;
  return suggestionText({ ...words, body });
}

type Turn = Omit<Suggesting, 'words'>;
async function modelBody(turn: Turn, { languageModel, prompts }: Wordsmith): Promise<string> {
  const { context, callerText, signal } = turn;
  const said = context.history.filter(({ side }) => side !== 'caller').map(({ text }) => text);
  const guard = createReplyGuard(
    said,
    context.whispers.map(({ text }) => text),
  );
  const request = callerText + suggestionRequest(prompts, context.seed);
  const messages = promptMessages(systemPrompt(prompts, context.seed), context, request);
  const passed: string[] = [];
  const take = (verdicts: ReturnType<typeof guard.push>) =>
    passed.push(...verdicts.flatMap((verdict) => (verdict.ok ? [verdict.text] : [])));
  for await (const token of languageModel.stream(messages, signal, 'suggestion')) {
    if (signal.aborted || !token.ok) return '';
    take(guard.push(token.value));
    if (guard.closed) break;
  }
  if (!guard.closed) take(guard.end());
  return passed.join(' ');
}
