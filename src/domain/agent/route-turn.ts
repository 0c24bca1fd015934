import type { AgentDefinition, Decision, UnderstoodTurn } from './agent-definition.ts';
import type { WorkflowContext } from './workflow-context.ts';

export type Agents = readonly [AgentDefinition, ...AgentDefinition[]];

/** The agent for this turn: the highest bid; of equal bids the agent that has the call, then the first. Pure. */
export function routeTurn<Agent extends Pick<AgentDefinition, 'name' | 'canHandle'>>(
  agents: readonly [Agent, ...Agent[]],
  context: WorkflowContext,
  turn: UnderstoodTurn,
): { agent: Agent; reason: string } {
  const bids = agents.map((agent) => ({ agent, ...agent.canHandle(context, turn) }));
  const [first, ...others] = bids as [(typeof bids)[number], ...typeof bids];
  return others.reduce((best, bid) => {
    const keeps = bid.score === best.score && bid.agent.name === context.agent;
    return bid.score > best.score || keeps ? bid : best;
  }, first);
}

/** Who answers the turn, and what they decide. Pure: the same context and turn, the same decision. */
export function decideTurn(
  agents: Agents,
  context: WorkflowContext,
  turn: UnderstoodTurn,
): { agent: AgentDefinition; decision: Decision } {
  const { agent } = routeTurn(agents, context, turn);
  return { agent, decision: agent.decide(context, turn) };
}
