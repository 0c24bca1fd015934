import type { UnderstoodTurn } from '../agent-definition.ts';
import { understandTurn } from '../understand-turn.ts';
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

/** Monday, 2 March 2026, ten in the morning in New York. */
export const PRACTICE_NOW = Date.UTC(2026, 2, 2, 15);

/** What the caller says, understood. */
export const practiceTurn = (text: string, context: WorkflowContext = practiceContext()): UnderstoodTurn =>
  understandTurn(context, { turnId: 'turn-1', text, nowWallMs: PRACTICE_NOW });
