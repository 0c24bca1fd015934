import { suggestionRequest } from '../../domain/agent/conversation-prompt.ts';
import { createReplyGuard } from '../../domain/agent/reply-guard.ts';
import { suggestionText, type SuggestedWords } from '../../domain/agent/suggest-words.ts';
import type { WorkflowContext } from '../../domain/agent/workflow-context.ts';
import type { LanguageModel } from '../../domain/engine/language-model.ts';
import { promptMessages } from './prompt-messages.ts';

type Suggesting = {
  words: SuggestedWords;
  /** The conversation before the caller's words. */
  context: WorkflowContext;
  callerText: string;
  systemPrompt: string;
  /** null: rehearsed words. */
  languageModel: LanguageModel | null;
  signal: AbortSignal;
};

/** Words a suggestion; a model is guarded as in a reply, since the human may read out what it says. '' where there are none. */
export async function wordSuggestion({ words, ...turn }: Suggesting): Promise<string> {
  const { languageModel } = turn;
  const body = words.free && languageModel ? await modelBody(turn, languageModel) : words.body;
  return suggestionText({ ...words, body });
}

async function modelBody(turn: Omit<Suggesting, 'words'>, languageModel: LanguageModel): Promise<string> {
  const { context, callerText, systemPrompt, signal } = turn;
  const said = context.history.filter(({ side }) => side !== 'caller').map(({ text }) => text);
  const guard = createReplyGuard(
    said,
    context.whispers.map(({ text }) => text),
  );
  const request = callerText + suggestionRequest(context);
  const passed: string[] = [];
  const take = (verdicts: ReturnType<typeof guard.push>) =>
    passed.push(...verdicts.flatMap((verdict) => (verdict.ok ? [verdict.text] : [])));
  for await (const token of languageModel.stream(promptMessages(systemPrompt, context, request), signal)) {
    if (signal.aborted || !token.ok) return '';
    take(guard.push(token.value));
    if (guard.closed) break;
  }
  if (!guard.closed) take(guard.end());
  return passed.join(' ');
}
