import { createWorkflowContext, type WorkflowContext } from '../workflow-context.ts';
import type { WorkflowSeed } from '../workflow-seed.ts';

export const practiceSeed: WorkflowSeed = {
  brokerage: 'Harbor Realty',
  agentName: 'Riley',
  humanName: 'Dana Reyes',
  leadName: 'Jordan Miller',
  purpose: 'You asked about selling your home.',
  callBackNumber: '+1 555 010 0199',
};

/** The context of a call whose opener was heard, with whatever a test needs on top. */
export const practiceContext = (more: Partial<WorkflowContext> = {}): WorkflowContext => ({
  ...createWorkflowContext({ callId: 'call-1', seed: practiceSeed, agent: 'ConversationAgent', phrasingSeed: 3 }),
  lastAsked: 'goodTime',
  asked: { goodTime: 1 },
  history: [
    {
      turnId: 'opener',
      side: 'agent',
      text: 'Hi Jordan, this is Riley, an AI assistant with Harbor Realty.',
      interrupted: false,
    },
  ],
  ...more,
});
