import type { WorkflowContext } from '../../domain/agent/workflow-context.ts';
import type { ChatMessage } from '../../domain/engine/language-model.ts';

/** So many sayings are remembered at least; then a block is dropped at once, since each cut costs the cached prefix. */
const KEEP = 24;
const BLOCK = 16;

/**
 * The conversation as the model reads it: the constant system prefix, what was heard, the caller's words. It only
 * ever grows at its end, so that the server's cache of the turns before holds.
 */
export function promptMessages(systemPrompt: string, context: WorkflowContext, userText: string): ChatMessage[] {
  const dropped = Math.max(0, Math.floor((context.history.length - KEEP) / BLOCK)) * BLOCK;
  const messages: ChatMessage[] = [{ role: 'system', content: systemPrompt }];
  const add = (role: 'user' | 'assistant', content: string) => {
    const last = messages.at(-1);
    // Some templates lose the first of two messages with the same role.
    if (last?.role === role) messages[messages.length - 1] = { role, content: `${last.content}\n${content}` };
    else messages.push({ role, content });
  };
  for (const { side, text } of context.history.slice(dropped)) add(side === 'caller' ? 'user' : 'assistant', text);
  if (userText) add('user', userText);
  return messages;
}
