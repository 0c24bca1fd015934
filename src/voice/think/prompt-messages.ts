import { droppedSayings } from '../../domain/agent/prompt-memory.ts';
import type { WorkflowContext } from '../../domain/agent/workflow-context.ts';
import type { ChatMessage } from '../../domain/engine/language-model.ts';

/**
 * The conversation as the model reads it: the constant system prefix, what is left of what was heard behind a summary of
 * the rest, the caller's words. Between two cuts it only grows at its end, so that the server's cache of the turns
 * before holds.
 */
export function promptMessages(systemPrompt: string, context: WorkflowContext, userText: string): ChatMessage[] {
  const messages: ChatMessage[] = [{ role: 'system', content: systemPrompt }];
  const add = (role: 'user' | 'assistant', content: string) => {
    const last = messages.at(-1);
    // Some templates lose the first of two messages with the same role.
    if (last?.role === role) messages[messages.length - 1] = { role, content: `${last.content}\n${content}` };
    else messages.push({ role, content });
  };
  const dropped = droppedSayings(context.history);
  if (dropped > 0 && context.summary) add('user', `(${context.summary})`);
  for (const { side, text } of context.history.slice(dropped)) add(side === 'caller' ? 'user' : 'assistant', text);
  if (userText) add('user', userText);
  return messages;
}
