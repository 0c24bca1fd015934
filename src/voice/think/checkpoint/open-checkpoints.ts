import type { BaseCheckpointSaver } from '@langchain/langgraph-checkpoint';
import { type Clock, pause } from '../../../base/clock.ts';
import type { Result } from '../../../base/result.ts';
import type { CheckpointChoice, ServerChoice } from '../../../domain/checkpoint/checkpoint-choice.ts';
import type { CheckpointsState } from '../../../domain/checkpoint/checkpoints-state.ts';
import type { Failure } from '../../../domain/failure.ts';
import { CallSaver } from './call-saver.ts';
import { openCheckpointsOnDisk } from './checkpoints-on-disk.ts';
import { linkServer, type LinkState, type ServerLink } from './server-link.ts';
import { tryServer } from './try-server.ts';

/** So long a call that is resumed waits for the server that may know it. */
const RESUME_MS = 500;

export type Checkpoints = {
  saver: BaseCheckpointSaver;
  readonly state: CheckpointsState;
  /** For the calls that begin from now on; one that is up stays where it is. The same choice again looks anew. */
  choose(choice: CheckpointChoice): void;
  /** Whether calls could be kept there; changes nothing. */
  try(choice: ServerChoice): Promise<Result<{ about: string; tookMs: number }, Failure>>;
  /** Before a call is recalled: once the chosen server is there, or after a moment without it. */
  settled(): Promise<void>;
  /** Leaves none of what was said in the call; on a server that is away, as soon as it is back. */
  forget(callId: string): Promise<void>;
  close(): void;
};

/**
 * LangGraph's savers, one for each place: a file, Redis, Postgres. The file is always there, and keeps the calls that
 * the chosen server does not; nothing here fails a call or keeps it waiting for longer than a quarter of a second.
 * @param folder where the file lies, or 'memory' (tests, simulated time).
 */
export async function openCheckpoints(deps: {
  folder: string;
  clock: Clock;
  onState?: (state: CheckpointsState) => void;
}): Promise<Checkpoints> {
  const { clock } = deps;
  const disk = await openCheckpointsOnDisk(deps.folder, clock);
  const ofDisk: CheckpointsState = disk.failure
    ? { state: 'degraded', failure: disk.failure }
    : { state: 'ready', about: '' };
  let state: CheckpointsState = ofDisk;
  let link: ServerLink | undefined;
  /** Servers that were chosen before, and keep a call that is up. */
  const former = new Set<ServerLink>();
  const saver = new CallSaver({ clock, disk, link: () => link });

  const tell = (next: CheckpointsState) => {
    state = next;
    deps.onState?.(next);
  };
  const heard = (now: LinkState) => tell(now.state === 'ready' ? now : { state: 'degraded', failure: now.failure });
  const leaveUnused = () => {
    for (const one of [...former].filter((candidate) => !saver.isUsed(candidate))) {
      one.close();
      former.delete(one);
    }
  };

  return {
    saver,
    get state() {
      return state;
    },
    choose(choice) {
      if (link && isSame(link.choice, choice)) {
        link.retry();
        return;
      }
      if (link) former.add(link);
      link = undefined;
      leaveUnused();
      if (choice.kind === 'disk') {
        tell(ofDisk);
        return;
      }
      tell({ state: 'starting' });
      const mine = linkServer(choice, { clock, onState: (now) => link === mine && heard(now) });
      link = mine;
    },
    try: (choice) => tryServer(choice, clock),
    async settled() {
      if (link) await Promise.race([link.tried, pause(clock, RESUME_MS)]);
    },
    async forget(callId) {
      await saver.deleteThread(callId);
      leaveUnused();
    },
    close() {
      link?.close();
      for (const one of former) one.close();
      disk.close();
    },
  };
}

const isSame = (one: CheckpointChoice, other: CheckpointChoice) => JSON.stringify(one) === JSON.stringify(other);
