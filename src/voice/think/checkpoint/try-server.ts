import { randomUUID } from 'node:crypto';
import { emptyCheckpoint } from '@langchain/langgraph-checkpoint';
import type { Clock } from '../../../base/clock.ts';
import { failed, ok, type Result } from '../../../base/result.ts';
import type { ServerChoice } from '../../../domain/checkpoint/checkpoint-choice.ts';
import type { Failure } from '../../../domain/failure.ts';
import { type CheckpointServer, type Connecting, connectServer } from './checkpoint-server.ts';
import { within } from './deadline.ts';
import { serverAway, UnfitServer } from './server-trouble.ts';

/** A server that takes longer to be ready would be no place for a call. */
export const CONNECT_MS = 3_000;

/** Connects, and keeps, reads and forgets a checkpoint: a server that cannot do that is not there. */
export async function connectAndTry(choice: ServerChoice, connecting: Connecting): Promise<CheckpointServer> {
  const server = await connectServer(choice, connecting);
  try {
    const config = { configurable: { thread_id: `latchkey-try-${randomUUID()}`, checkpoint_ns: '' } };
    const checkpoint = { ...emptyCheckpoint(), channel_values: { tried: true }, channel_versions: { tried: 1 } };
    await server.saver.put(config, checkpoint, { source: 'input', step: -1, parents: {} }, { tried: 1 });
    const found = await server.saver.getTuple(config);
    await server.forget(config.configurable.thread_id);
    if (found?.checkpoint.channel_values['tried'] !== true) throw new UnfitServer('foreign-answer');
    return server;
  } catch (error) {
    server.close();
    throw error;
  }
}

/** Whether calls can be kept there: what answers, and how long all of it took. */
export async function tryServer(
  choice: ServerChoice,
  clock: Clock,
): Promise<Result<{ about: string; tookMs: number }, Failure>> {
  const attempt = new AbortController();
  const startedMs = clock.now();
  try {
    const trying = connectAndTry(choice, { signal: attempt.signal, onBroken: () => {} });
    const { about } = await within(trying, CONNECT_MS, clock);
    return ok({ about, tookMs: Math.round(clock.now() - startedMs) });
  } catch (error) {
    return failed(serverAway(choice, error));
  } finally {
    attempt.abort();
  }
}
