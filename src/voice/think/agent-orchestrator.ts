import type { BaseCheckpointSaver } from '@langchain/langgraph-checkpoint';
import type { CallObservers, ReplyPart } from '../../domain/agent/thinker.ts';
import { type HeardTurn, understandTurn } from '../../domain/agent/understand-turn.ts';
import { WorkflowContext } from '../../domain/agent/workflow-context.ts';
import type { AgentFactory } from './agent-factory.ts';
import { type Decided, describeTurnGraph, type TurnMeans, type TurnParts } from './turn-graph.ts';

export type OrchestratedTurn = { context: WorkflowContext; heard: HeardTurn; means: TurnMeans };

/** Who speaks, why, in which voice. */
export type Speaking = { callId: string; agent: string; reason: string; tier: WorkflowContext['tier'] };

/**
 * Routes a turn to an agent and streams what it says; keeps the context of each call.
 *
 * One graph, compiled twice. `think` runs without a checkpointer from the context it is given: a reply that is
 * prepared in the caller's pause, and thrown away when the caller goes on, leaves nothing behind, however far it got.
 * `remember` is the only way into memory: one run with the checkpointer, one checkpoint (thread_id = callId), after
 * the words were really heard, or a tool has really done something.
 */
export type AgentOrchestrator = {
  /** The parts of the reply as they come. Ends without an error when `signal` aborts. */
  think(turn: OrchestratedTurn, signal: AbortSignal): AsyncGenerator<ReplyPart | Decided>;
  remember(context: WorkflowContext): Promise<void>;
  /** The caller begins to hear the agent; where it is another one, or another voice, than before, the observers are told. */
  speaks(spoken: Speaking, observers: CallObservers): void;
  /** The call is over: who spoke last in it is not known any longer. */
  forget(callId: string): void;
  /** What was remembered of the call; undefined where nothing (readable) was. */
  recall(callId: string): Promise<WorkflowContext | undefined>;
};

export function createAgentOrchestrator(deps: {
  agents: AgentFactory;
  checkpointer: BaseCheckpointSaver;
}): AgentOrchestrator {
  const graph = describeTurnGraph(deps.agents);
  const thinking = graph.compile();
  const remembering = graph.compile({ checkpointer: deps.checkpointer });
  const thread = (callId: string) => ({ configurable: { thread_id: callId } });

  const speaking = new Map<string, Speaking>();

  return {
    speaks(spoken, { onAgentTransition, onTierEscalation }) {
      const { callId, agent, reason, tier } = spoken;
      const before = speaking.get(callId);
      speaking.set(callId, spoken);
      if (before?.agent !== agent) onAgentTransition?.({ callId, from: before?.agent ?? null, to: agent, reason });
      if ((before?.tier ?? 'local') !== tier)
        onTierEscalation?.({ callId, from: before?.tier ?? 'local', to: tier, reason });
    },
    forget: (callId) => void speaking.delete(callId),
    async *think({ context, heard, means }, signal) {
      const run = new AbortController();
      const stop = () => run.abort();
      signal.addEventListener('abort', stop, { once: true });
      try {
        if (signal.aborted) return;
        const parts = await thinking.stream(
          { context, turn: understandTurn(context, heard) },
          { configurable: { means }, streamMode: 'custom', signal: run.signal },
        );
        for await (const together of parts as AsyncIterable<TurnParts>) yield* untilAborted(together, signal);
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

function* untilAborted(parts: TurnParts, signal: AbortSignal): Generator<ReplyPart | Decided> {
  for (const part of parts) {
    if (signal.aborted) return;
    yield part;
  }
}
