import type { AgentDefinition } from './agent-definition.ts';
import { conversationPrompt } from './conversation-prompt.ts';
import { planReply } from './plan-reply.ts';

/** The first agent of every call: greeting, identity, small talk, the few questions, the parting. */
export const conversationAgent: AgentDefinition = {
  name: 'ConversationAgent',
  canHandle: () => ({ score: 0.5, reason: 'Carries the conversation.' }),
  systemPrompt: conversationPrompt,
  decide: (context, turn) => planReply(context, turn, turn.utterance),
};
