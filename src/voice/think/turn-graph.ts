import { Annotation, END, type LangGraphRunnableConfig, START, StateGraph } from '@langchain/langgraph/web';
import type { Decision, UnderstoodTurn } from '../../domain/agent/agent-definition.ts';
import { routeTurn } from '../../domain/agent/route-turn.ts';
import { claimsAllowed } from '../../domain/agent/scheduler/claims-allowed.ts';
import { withToolBegun, withToolResult } from '../../domain/agent/scheduler/with-tool-result.ts';
import type { ReplyPart } from '../../domain/agent/thinker.ts';
import type { ToolRequest, ToolResult } from '../../domain/agent/tool.ts';
import type { WorkflowContext } from '../../domain/agent/workflow-context.ts';
import type { AgentFactory } from './agent-factory.ts';
import type { BaseAgent } from './base-agent.ts';
import type { ToolPass } from './tools.ts';
import type { Wordsmith } from './wordsmith.ts';

/** What was decided about a turn so far, for whoever commits it; not for the caller's ears. */
export type Decided = { type: 'decided'; agent: string; decision: Decision; turn: UnderstoodTurn; usedTools: boolean };
/** Parts that are known at the same moment travel together: each journey through the graph's stream costs. */
export type TurnParts = readonly (ReplyPart | Decided)[];

/** What a turn is thought with, handed to the nodes beside the state: none of it belongs into a checkpoint. */
export type TurnMeans = { wordsmith: Wordsmith | null; tools: ToolPass };

/**
 * The graph's state is the WorkflowContext, and what one turn makes of it. The context is parsed where it comes from
 * outside (`recall`); a schema in the graph would parse it again at each step of each reply, for a millisecond a turn.
 */
export const TurnState = Annotation.Root({
  context: Annotation<WorkflowContext>(),
  /** What the caller said, understood before the graph begins: a step of its own would cost every turn half a millisecond. */
  turn: Annotation<UnderstoodTurn | undefined>(),
  agent: Annotation<string | undefined>(),
  decision: Annotation<Decision | undefined>(),
  /** How often a tool was used in this turn. */
  rounds: Annotation<number | undefined>(),
});
type State = typeof TurnState.State;
type Config = LangGraphRunnableConfig<{ means?: TurnMeans }>;

/** The longest way there is: found, looked, kept, looked again. More would be an agent that goes in circles. */
const MOST_ROUNDS = 4;

/**
 * (understood: the turn that comes in; guard and route: an edge) → the agent that bids highest decides → tools, as long as
 * its decision asks for one → its words pass the guard and stream out. Where there is nothing to answer: remember. Each
 * step costs about half a millisecond, so that what is only a choice is an edge.
 */
export function describeTurnGraph(agents: AgentFactory) {
  const route = ({ context, turn }: State): string =>
    turn === undefined ? 'remember' : routeTurn(agents.all, context, turn).agent.name;
  const decide =
    (agent: BaseAgent) =>
    ({ context, turn }: State) =>
      turn ? { agent: agent.name, decision: agent.decide(context, turn), rounds: 0 } : {};
  const next = ({ decision, rounds = 0 }: State) => (decision?.tool && rounds < MOST_ROUNDS ? 'tools' : 'word');
  const graph = new StateGraph(TurnState)
    .addNode('tools', toolsNode(agents))
    .addNode('word', wordNode(agents))
    .addNode('remember', () => ({})) as AnyGraph;
  for (const agent of agents.all)
    graph.addNode(agent.name, decide(agent)).addConditionalEdges(agent.name, next, ['tools', 'word']);
  return graph
    .addConditionalEdges(START, route, [...agents.all.map(({ name }) => name), 'remember'])
    .addConditionalEdges('tools', (state: State) => (state.decision ? next(state) : END), ['tools', 'word', END])
    .addEdge('word', END)
    .addEdge('remember', END);
}

/** The library's types know only node names that are written down; ours come from the factory. */
type AnyGraph = StateGraph<typeof TurnState, State, Partial<State>, string>;

const decidedPart = ({ agent = '', decision, turn, rounds = 0 }: State): Decided[] =>
  decision && turn ? [{ type: 'decided', agent, decision, turn, usedTools: rounds > 0 }] : [];

/** What is said first in a turn; the agent is named once. */
const beginning = ({ agent = '', decision, rounds = 0 }: State): ReplyPart[] =>
  decision && rounds === 0 ? [{ type: 'agent', agent, reason: decision.reason }] : [];

/**
 * Says the first words, once, which sound while something is looked up or done, and lets the agent decide once more.
 * Where the reply was overtaken there is nothing more to say: the state ends without a decision.
 */
const toolsNode = (agents: AgentFactory) => async (state: State, config: Config) => {
  const { context, turn, agent = '', decision, rounds = 0 } = state;
  const request = decision?.tool;
  if (!request || !turn) return NOTHING_MORE;
  config.writer?.([...beginning(state), ...decidedPart(state), ...(rounds === 0 ? meanwhile(decision) : [])]);
  const result = await use(request, config);
  if (!result || config.signal?.aborted) return NOTHING_MORE;
  config.writer?.(trouble(result));
  const known = withToolResult(withToolBegun(context, request), request, result);
  return { context: known, decision: agents.byName(agent).afterTool(known, turn, result), rounds: rounds + 1 };
};

const use = (request: ToolRequest, config: Config): Promise<ToolResult | null> | undefined =>
  config.configurable?.means?.tools.use(request);

const meanwhile = ({ ack }: Decision): ReplyPart[] =>
  ack === ''
    ? []
    : [
        { type: 'source', source: 'rehearsed' },
        { type: 'text', text: `${ack} ` },
      ];

/** A slot that somebody else was quicker to take is no trouble. */
const trouble = ({ answer }: ToolResult): ReplyPart[] =>
  answer.ok || answer.failure.kind === 'slot-taken' ? [] : [{ type: 'degraded', failure: answer.failure }];
const NOTHING_MORE = { decision: undefined };

const wordNode = (agents: AgentFactory) => async (state: State, config: Config) => {
  const { context, turn, agent = '', decision } = state;
  if (!decision || !turn) return {};
  const signal = config.signal ?? new AbortController().signal;
  const wordsmith = config.configurable?.means?.wordsmith ?? null;
  let first: TurnParts = [...beginning(state), ...decidedPart(state)];
  for await (const parts of agents.byName(agent).process({ context, turn, decision, wordsmith, signal })) {
    if (signal.aborted) break;
    config.writer?.([...first, ...parts.filter(isTrue(context, decision))]);
    first = [];
  }
  return {};
};

/** The last look before the voice: nothing is said to be done that is not. What the human whispered is theirs to answer for. */
const isTrue =
  (context: WorkflowContext, { follows = [] }: Decision) =>
  (part: ReplyPart): boolean =>
    part.type !== 'text' || follows.length > 0 || claimsAllowed(part.text, context);
