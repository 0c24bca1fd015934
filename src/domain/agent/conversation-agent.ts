import type { AgentDefinition, Decision } from './agent-definition.ts';
import { conversationPrompt } from './conversation-prompt.ts';
import { planReply } from './plan-reply.ts';
import { recogniseIntent } from './recognise-intent.ts';

/** The first agent of every call: greeting, identity, small talk, the few questions, the parting. */
export const conversationAgent: AgentDefinition = {
  name: 'ConversationAgent',
  canHandle: () => ({ score: 0.5, reason: 'Carries the conversation.' }),
  systemPrompt: conversationPrompt,
  decide(context, utterance): Decision {
    return planReply(context, recogniseIntent(context, utterance), utterance.trim());
  },
};
