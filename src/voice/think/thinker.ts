import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import { ok } from '../../base/result.ts';
import type { Thinker } from '../../domain/agent/thinker.ts';
import { createWorkflowContext } from '../../domain/agent/workflow-context.ts';
import { RUBRIC_VERSION } from '../../domain/agent/qualification/rubric.ts';
import type { LanguageModel } from '../../domain/engine/language-model.ts';
import { redisOf } from '../../domain/checkpoint/checkpoint-choice.ts';
import type { CheckpointsState } from '../../domain/checkpoint/checkpoints-state.ts';
import type { Failure } from '../../domain/failure.ts';
import { createAnalyst } from './analytics/analyst.ts';
import { createAgentFactory } from './agent-factory.ts';
import { createAgentOrchestrator } from './agent-orchestrator.ts';
import { openCheckpoints } from './checkpoint/open-checkpoints.ts';
import { keepTracingOff } from './keep-tracing-off.ts';
import { createMind } from './mind.ts';
import type { Prompts } from './prompts/prompt.ts';
import type { ReplyCache, SharedReplies } from './replies/reply-cache.ts';
import { createThought } from './thought.ts';

export type ThinkerDeps = {
  /** Makes the language model for a choice (undefined: the one from the settings); null where there is to be none. */
  languageModel: (choice?: { url: string; model: string }) => LanguageModel | null;
  /** The same model for work that nobody waits for on a telephone: it may take its time. Without one, code words all of it. */
  patientModel?: ThinkerDeps['languageModel'];
  /** What the language model is asked with; null where they could not be read: then all replies are rehearsed. */
  prompts: Prompts | null;
  /** Words that serve any caller; undefined: every reply is worded anew. Closed with the thinker. */
  replies?: ReplyCache;
  /** Opens the Redis that was chosen for calls, where replies that serve any caller are kept as well. */
  openSharedReplies?: (redis: { url: string }) => SharedReplies;
  /** Folder of the checkpoint file, or 'memory' where a crash may forget the calls (tests, simulated time). */
  checkpoints: string;
  clock: Clock;
  log: Log;
  random: Random;
  /** Told what went wrong without ending anything: a checkpoint that could not be read or written. */
  onDegraded?: (failure: Failure) => void;
  /** How the place of the checkpoints is, at first and whenever it changes. */
  onCheckpoints?: (state: CheckpointsState) => void;
};

/**
 * The thinking part of the voice process. Where no language model answers, or has no such model, all replies are
 * rehearsed and `Thought.languageModel` is null. Nothing here fails a call: trouble is reported through `onDegraded`.
 */
export async function createThinker(deps: ThinkerDeps): Promise<Thinker> {
  keepTracingOff();
  const { log, prompts, random, replies = null } = deps;
  const degraded = (failure: Failure) => {
    log.warn('thinking degraded', { failure });
    deps.onDegraded?.(failure);
  };
  const onState = (state: CheckpointsState) => {
    if (state.state === 'degraded') log.warn('checkpoints degraded', { failure: state.failure });
    deps.onCheckpoints?.(state);
  };
  const checkpoints = await openCheckpoints({ folder: deps.checkpoints, clock: deps.clock, onState });
  onState(checkpoints.state);
  const agents = createAgentFactory();
  const orchestrator = createAgentOrchestrator({ agents, checkpointer: checkpoints.saver });
  const mind = createMind(deps);
  await mind.look();

  let sharedAt: string | undefined;
  let patient = deps.patientModel?.() ?? null;
  const analyst = createAnalyst({
    checkpoints,
    clock: deps.clock,
    log,
    degraded,
    languageModel: () => (mind.status?.state === 'ready' ? patient : null),
  });

  const recall = async (callId: string) => {
    try {
      return await orchestrator.recall(callId);
    } catch (error) {
      degraded({ kind: 'engine-failed', engine: 'checkpoint', detail: String(error) });
      return undefined;
    }
  };

  const versions = { rubric: RUBRIC_VERSION, prompts: { ...prompts?.versions } };
  const wording = () => {
    const { languageModel, modelName } = mind.wording();
    if (!languageModel || !prompts) return { wordsmith: null, modelName: null };
    return { wordsmith: { languageModel, prompts, replies }, modelName };
  };

  /** By call, what ends with it. */
  const open = new Map<string, AbortController>();

  return {
    async open({ callId, seed, resume, calendar, observers }) {
      // What was there for the last call may be gone by now; a call that is resumed does not wait for the answer.
      if (!resume || mind.status?.state !== 'ready') await mind.look();
      if (resume) await checkpoints.settled();
      else await checkpoints.forget(callId).catch(() => {});
      const remembered = resume ? await recall(callId) : undefined;
      const context =
        remembered ??
        createWorkflowContext({
          callId,
          seed,
          agent: agents.first.name,
          phrasingSeed: Math.floor(random() * 1_000_000),
        });
      const over = new AbortController();
      open.set(callId, over);
      const { wordsmith, modelName } = wording();
      log.info('thought opened', { callId, resumed: remembered !== undefined, languageModel: modelName, versions });
      return ok(
        createThought({
          context: { ...context, versions },
          orchestrator,
          agents,
          wordsmith,
          modelName,
          calendar: calendar ?? null,
          observers: observers ?? {},
          clock: deps.clock,
          log,
          degraded,
          over: over.signal,
        }),
      );
    },
    get languageModel() {
      const { status } = mind;
      const health = status?.state === 'ready' ? status.health : undefined;
      if (status?.state !== 'ready' || !health || !replies) return status;
      return { ...status, health: { ...health, frequentReplies: { ...replies.counts } } };
    },
    refresh(choice) {
      if (choice) patient = deps.patientModel?.(choice) ?? null;
      return mind.look(choice);
    },
    chooseCheckpoints(choice) {
      checkpoints.choose(choice);
      const redis = redisOf(choice);
      if (redis?.url === sharedAt) return;
      sharedAt = redis?.url;
      replies?.share(redis ? (deps.openSharedReplies?.(redis) ?? null) : null);
    },
    get checkpoints() {
      return checkpoints.state;
    },
    tryCheckpoints: checkpoints.try,
    analyse: (record, signal) => analyst.analyse(record, signal),
    async forget(callId) {
      open.get(callId)?.abort();
      open.delete(callId);
      orchestrator.forget(callId);
      try {
        await checkpoints.forget(callId);
        await analyst.forget(callId);
      } catch (error) {
        degraded({ kind: 'engine-failed', engine: 'checkpoint', detail: String(error) });
      }
    },
    close() {
      replies?.close();
      checkpoints.close();
      return Promise.resolve();
    },
  };
}
