import type { Log } from '../../base/log.ts';
import { applyExchange, applyOverheard } from '../../domain/agent/apply-exchange.ts';
import { questionFor } from '../../domain/agent/conversation-replies.ts';
import { bridgeText, identificationHeard, LOST_TEXT, openerText } from '../../domain/agent/fixed-texts.ts';
import type { Thought } from '../../domain/agent/thinker.ts';
import type { WorkflowContext } from '../../domain/agent/workflow-context.ts';
import type { Failure } from '../../domain/failure.ts';
import type { AgentFactory } from './agent-factory.ts';
import type { AgentOrchestrator } from './agent-orchestrator.ts';
import type { Wording } from './mind.ts';
import { promptMessages } from './prompt-messages.ts';

export type ThoughtDeps = {
  context: WorkflowContext;
  orchestrator: AgentOrchestrator;
  agents: AgentFactory;
  wording: Wording;
  log: Log;
  degraded: (failure: Failure) => void;
};

/**
 * The mind of one call. `context` is what was really said, and changes in `heard` and `overheard` only: at once in
 * memory, so that the next reply builds on it, and behind that in the checkpoint, one write after the other.
 */
export function createThought(deps: ThoughtDeps): Thought {
  const { orchestrator, agents } = deps;
  const { languageModel, modelName } = deps.wording;
  let context = deps.context;
  let written: Promise<void> = Promise.resolve();
  /** Reading ahead between two turns; ends where the next reply begins. */
  let idle = new AbortController();

  const warm = (partialText: string, signal: AbortSignal) => {
    const messages = promptMessages(current().systemPrompt(context), context, partialText);
    languageModel?.warm(messages, signal).catch(() => {});
  };
  const warmIdly = () => {
    idle.abort();
    idle = new AbortController();
    warm('', idle.signal);
  };
  const current = () => agents.byName(context.agent);
  const commit = (next: WorkflowContext): Promise<void> => {
    context = next;
    written = written
      .then(() => orchestrator.remember(next))
      .catch((error: unknown) =>
        deps.degraded({
          kind: 'engine-failed',
          engine: 'checkpoint',
          detail: error instanceof Error ? error.message : String(error),
        }),
      );
    return written;
  };

  return {
    get agent() {
      return current().name;
    },
    languageModel: modelName,
    opener() {
      warmIdly();
      return Promise.resolve({ text: openerText(context.seed), agent: current().name });
    },
    bridge(why) {
      const agent = current().name;
      if (why === 'lost') return { text: LOST_TEXT, agent };
      if (why === 'resumed' && !identificationHeard(context)) return { text: openerText(context.seed), agent };
      const question = context.lastAsked && !context.parted ? questionFor(context.lastAsked, context) : '';
      return { text: bridgeText(context.seed, why, question), agent };
    },
    reply({ callerText }, signal) {
      idle.abort();
      return orchestrator.think({ context, utterance: callerText, languageModel }, signal);
    },
    async heard(exchange) {
      const decision = exchange.callerText.trim() ? current().decide(context, exchange.callerText) : null;
      const committed = commit(applyExchange(context, exchange, decision));
      warmIdly();
      await committed;
    },
    async overheard(turn) {
      const decision = turn.side === 'caller' && turn.text.trim() ? current().decide(context, turn.text) : null;
      await commit(applyOverheard(context, turn, decision));
    },
    warm,
  };
}
