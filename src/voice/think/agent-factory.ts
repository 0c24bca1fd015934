import type { Agents } from '../../domain/agent/route-turn.ts';
import { theAgents } from '../../domain/agent/the-agents.ts';
import { type BaseAgent, createBaseAgent } from './base-agent.ts';

export type AgentFactory = {
  /** The agent that has a call before anybody has said anything. */
  readonly first: BaseAgent;
  readonly all: readonly [BaseAgent, ...BaseAgent[]];
  /** The agent of that name, or the first where a checkpoint names one that is gone. */
  byName(name: string): BaseAgent;
};

/** Makes each agent once; they are stateless. */
export function createAgentFactory(definitions: Agents = theAgents): AgentFactory {
  const [one, ...others] = definitions;
  const first = createBaseAgent(one);
  const all = [first, ...others.map(createBaseAgent)] as const;
  return { first, all, byName: (name) => all.find((agent) => agent.name === name) ?? first };
}
