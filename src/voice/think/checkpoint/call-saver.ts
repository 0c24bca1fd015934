import {
  BaseCheckpointSaver,
  type CheckpointListOptions,
  type CheckpointTuple,
  type PendingWrite,
} from '@langchain/langgraph-checkpoint';
import { z } from 'zod';
import type { Clock } from '../../../base/clock.ts';
import type { CheckpointServer } from './checkpoint-server.ts';
import type { Checkpoints } from './checkpoints-on-disk.ts';
import { ANSWER_MS, DeadlinePassed, within } from './deadline.ts';
import type { ServerLink } from './server-link.ts';

type Config = Parameters<BaseCheckpointSaver['getTuple']>[0];
type Place = ServerLink | 'disk';

/** As much of a checkpoint as LangGraph goes on from without asking. */
const Readable = z.object({
  id: z.string(),
  ts: z.string(),
  channel_values: z.record(z.string(), z.unknown()),
  channel_versions: z.record(z.string(), z.union([z.number(), z.string()])),
});

/** There is something under the call's name that is not a checkpoint of ours. */
class UnreadableCheckpoint extends Error {
  constructor(cause: unknown) {
    super('what is kept there is no checkpoint that can be read', { cause });
    this.name = 'UnreadableCheckpoint';
  }
}

export type CallSaverDeps = {
  clock: Clock;
  disk: Checkpoints;
  /** The server for calls that begin now; undefined for the disk. */
  link(): ServerLink | undefined;
};

/**
 * Keeps each call in one place: on the server that is chosen when it begins, else on the disk. A call whose server
 * fails it, or does not answer in time, goes on on the disk and stays there: where two places took turns, each would
 * hold versions of the same numbers with other contents. LangGraph wants a class.
 */
export class CallSaver extends BaseCheckpointSaver {
  readonly #deps: CallSaverDeps;
  readonly #places = new Map<string, Place>();

  constructor(deps: CallSaverDeps) {
    super();
    this.#deps = deps;
  }

  isUsed(link: ServerLink): boolean {
    return [...this.#places.values()].includes(link);
  }

  /** Rejects where what is there cannot be read; the call then goes on anew, on the disk. */
  async getTuple(config: Config): Promise<CheckpointTuple | undefined> {
    const callId = threadOf(config);
    const disk = this.#deps.disk.saver;
    const known = this.#places.has(callId);
    const place = this.#placeOf(callId);
    const found = place === 'disk' ? undefined : await this.#read(callId, place, config);
    if (!found) return disk.getTuple(config);
    if (known) return found.tuple;
    // A call of an earlier life may have gone over to the disk in it.
    const onDisk = await disk.getTuple(config);
    if (!onDisk || onDisk.checkpoint.ts <= (found.tuple?.checkpoint.ts ?? '')) return found.tuple;
    this.#places.set(callId, 'disk');
    return onDisk;
  }

  async put(...[config, checkpoint, metadata, versions]: Parameters<BaseCheckpointSaver['put']>) {
    const callId = threadOf(config);
    const kept = await this.#write(callId, async ({ saver, written }) => {
      const [next] = await Promise.all([
        saver.put(config, checkpoint, metadata, versions),
        written?.(callId, this.#deps.clock.wallTime()),
      ]);
      return next;
    });
    return kept ?? this.#deps.disk.saver.put(config, checkpoint, metadata, versions);
  }

  async putWrites(config: Config, writes: PendingWrite[], taskId: string): Promise<void> {
    const kept = await this.#write(threadOf(config), async ({ saver }) => {
      await saver.putWrites(config, writes, taskId);
      return true;
    });
    if (!kept) await this.#deps.disk.saver.putWrites(config, writes, taskId);
  }

  async *list(config: Config, options?: CheckpointListOptions): AsyncGenerator<CheckpointTuple> {
    const place = this.#placeOf(threadOf(config));
    const server = place === 'disk' ? undefined : place.server();
    yield* (server ?? this.#deps.disk).saver.list(config, options);
  }

  /** Everywhere: the call may have gone over to the disk. */
  async deleteThread(callId: string): Promise<void> {
    const known = this.#places.get(callId);
    const links = new Set([known, this.#deps.link()].filter((place) => place !== undefined && place !== 'disk'));
    this.#places.delete(callId);
    await Promise.all([this.#deps.disk.forget(callId), ...[...links].map((link) => link.forget(callId))]);
  }

  #placeOf(callId: string): Place {
    const known = this.#places.get(callId);
    if (known) return known;
    const link = this.#deps.link();
    const place = link?.server() ? link : 'disk';
    this.#places.set(callId, place);
    return place;
  }

  /** What the server has; undefined where it does not answer. */
  async #read(callId: string, link: ServerLink, config: Config) {
    const server = link.server();
    try {
      if (server) return { tuple: readable(await within(server.saver.getTuple(config), ANSWER_MS, this.#deps.clock)) };
    } catch (error) {
      this.#places.set(callId, 'disk');
      if (error instanceof UnreadableCheckpoint) throw error;
      if (server && (await this.#answers(server, error))) throw new UnreadableCheckpoint(error);
      if (server) link.failed(server, error);
    }
    this.#places.set(callId, 'disk');
    return undefined;
  }

  /** What the server answered; undefined where the disk has to do it. */
  async #write<Value>(callId: string, what: (server: CheckpointServer) => Promise<Value>): Promise<Value | undefined> {
    const place = this.#placeOf(callId);
    if (place === 'disk') return undefined;
    const server = place.server();
    try {
      if (server) return await within(what(server), ANSWER_MS, this.#deps.clock);
    } catch (error) {
      if (server) place.failed(server, error);
    }
    this.#places.set(callId, 'disk');
    return undefined;
  }

  /** Whether the server is well and it is what it was asked for that is not. */
  async #answers(server: CheckpointServer, error: unknown): Promise<boolean> {
    if (error instanceof DeadlinePassed) return false;
    return within(server.ping(), ANSWER_MS, this.#deps.clock).then(
      () => true,
      () => false,
    );
  }
}

function readable(tuple: CheckpointTuple | undefined): CheckpointTuple | undefined {
  const parsed = tuple && Readable.safeParse(tuple.checkpoint);
  if (parsed?.success === false) throw new UnreadableCheckpoint(parsed.error);
  return tuple;
}

function threadOf(config: Config): string {
  const id: unknown = config.configurable?.['thread_id'];
  if (typeof id !== 'string') throw new Error('A checkpoint is kept under the name of its call: thread_id is missing.');
  return id;
}
