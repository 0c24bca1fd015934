import { type Decision, rehearsedReply } from '../agent-definition.ts';
import { applyExchange } from '../apply-exchange.ts';
import { decideTurn } from '../route-turn.ts';
import { theAgents } from '../the-agents.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import { practiceContext, practiceTurn } from './practice-seed.ts';

/** What the agent that fits best decides about these words. */
export const decide = (said: string, context: WorkflowContext = practiceContext()): Decision =>
  decideTurn(theAgents, context, practiceTurn(said, context)).decision;

/** Says each thing in turn, hears each reply out, and answers what was said. */
export function converse(said: readonly string[], from: WorkflowContext = practiceContext()) {
  let context = from;
  const turns = said.map((callerText) => {
    const { agent, decision } = decideTurn(theAgents, context, practiceTurn(callerText, context));
    const agentText = rehearsedReply(decision);
    const turnId = `t${context.revision}`;
    context = applyExchange(
      context,
      { turnId, callerText, agentText, interrupted: false, agent: agent.name },
      decision,
    );
    return { agent: agent.name, decision, agentText };
  });
  return { turns, context, last: turns.at(-1)! };
}
