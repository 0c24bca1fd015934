import type { BaseCheckpointSaver } from '@langchain/langgraph-checkpoint';
import { Annotation, END, type LangGraphRunnableConfig, START, StateGraph } from '@langchain/langgraph/web';
import type { Decision, UnderstoodTurn } from '../../domain/agent/agent-definition.ts';
import { routeTurn } from '../../domain/agent/route-turn.ts';
import type { ReplyPart } from '../../domain/agent/thinker.ts';
import { WorkflowContext } from '../../domain/agent/workflow-context.ts';
import type { LanguageModel } from '../../domain/engine/language-model.ts';
import type { AgentFactory } from './agent-factory.ts';
import type { BaseAgent } from './base-agent.ts';
import type { ReplyParts } from './word-decision.ts';

export type OrchestratedTurn = { context: WorkflowContext; turn: UnderstoodTurn; languageModel: LanguageModel | null };

/**
 * Routes a turn to an agent and streams what it says; keeps the context of each call.
 *
 * One graph, compiled twice. `think` runs without a checkpointer from the context it is given: a reply that is
 * prepared in the caller's pause, and thrown away when the caller goes on, leaves nothing behind, however far it got.
 * `remember` is the only way into memory: one run with the checkpointer, one checkpoint (thread_id = callId), after
 * the words were really heard.
 */
export type AgentOrchestrator = {
  /** The parts of the reply as they come. Ends without an error when `signal` aborts. */
  think(turn: OrchestratedTurn, signal: AbortSignal): AsyncGenerator<ReplyPart>;
  remember(context: WorkflowContext): Promise<void>;
  /** What was remembered of the call; undefined where nothing (readable) was. */
  recall(callId: string): Promise<WorkflowContext | undefined>;
};

/**
 * The graph's state is the WorkflowContext, and what one turn makes of it. The context is parsed where it comes from
 * outside (`recall`); a schema in the graph would parse it again at each step of each reply, for a millisecond a turn.
 */
const State = Annotation.Root({
  context: Annotation<WorkflowContext>(),
  turn: Annotation<UnderstoodTurn | undefined>(),
  agent: Annotation<string | undefined>(),
  decision: Annotation<Decision | undefined>(),
});
type State = typeof State.State;
type Config = LangGraphRunnableConfig<{ languageModel?: LanguageModel | null }>;

export function createAgentOrchestrator(deps: {
  agents: AgentFactory;
  checkpointer: BaseCheckpointSaver;
}): AgentOrchestrator {
  const graph = describeGraph(deps.agents);
  const thinking = graph.compile();
  const remembering = graph.compile({ checkpointer: deps.checkpointer });
  const thread = (callId: string) => ({ configurable: { thread_id: callId } });

  return {
    async *think({ context, turn, languageModel }, signal) {
      const run = new AbortController();
      const stop = () => run.abort();
      signal.addEventListener('abort', stop, { once: true });
      try {
        if (signal.aborted) return;
        const parts = await thinking.stream(
          { context, turn },
          { configurable: { languageModel }, streamMode: 'custom', signal: run.signal },
        );
        for await (const together of parts as AsyncIterable<ReplyParts>) yield* untilAborted(together, signal);
      } catch (error) {
        if (!signal.aborted && !run.signal.aborted) throw error;
      } finally {
        signal.removeEventListener('abort', stop);
        // A consumer that leaves the loop has no use for the rest: the model must stop as well.
        run.abort();
      }
    },
    async remember(context) {
      await remembering.invoke({ context }, { ...thread(context.callId), durability: 'exit' });
    },
    async recall(callId) {
      const tuple = await deps.checkpointer.getTuple(thread(callId));
      const parsed = WorkflowContext.safeParse(tuple?.checkpoint.channel_values['context']);
      return parsed.success ? parsed.data : undefined;
    },
  };
}

function* untilAborted(parts: ReplyParts, signal: AbortSignal): Generator<ReplyPart> {
  for (const part of parts) {
    if (signal.aborted) return;
    yield part;
  }
}

/**
 * route → the agent that bids highest decides → its words pass the guard and stream out; or, where there is nothing to
 * answer, remember. Each step costs about half a millisecond: routing is an edge, not a step.
 */
function describeGraph(agents: AgentFactory) {
  const route = ({ context, turn }: State): string =>
    turn === undefined ? 'remember' : routeTurn(agents.all, context, turn).agent.name;
  const decide =
    (agent: BaseAgent) =>
    ({ context, turn }: State) =>
      turn ? { agent: agent.name, decision: agent.decide(context, turn) } : {};
  const word = async ({ context, turn, agent = '', decision }: State, config: Config) => {
    if (!decision || !turn) return {};
    const signal = config.signal ?? new AbortController().signal;
    const languageModel = config.configurable?.languageModel ?? null;
    let first: ReplyParts = [{ type: 'agent', agent, reason: decision.reason }];
    for await (const parts of agents.byName(agent).process({ context, turn, decision, languageModel, signal })) {
      if (signal.aborted) break;
      config.writer?.([...first, ...parts]);
      first = [];
    }
    return {};
  };
  const graph = new StateGraph(State).addNode('word', word).addNode('remember', () => ({})) as AnyGraph;
  for (const agent of agents.all) graph.addNode(agent.name, decide(agent)).addEdge(agent.name, 'word');
  return graph
    .addConditionalEdges(START, route, [...agents.all.map(({ name }) => name), 'remember'])
    .addEdge('word', END)
    .addEdge('remember', END);
}

/** The library's types know only node names that are written down; ours come from the factory. */
type AnyGraph = StateGraph<typeof State, State, Partial<State>, string>;
