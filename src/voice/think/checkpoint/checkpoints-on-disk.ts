import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BaseCheckpointSaver, MemorySaver } from '@langchain/langgraph-checkpoint';
import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite';
import type { Clock } from '../../../base/clock.ts';
import { KEEP_CALLS } from '../../../domain/checkpoint/unfinished-calls.ts';
import type { Failure } from '../../../domain/failure.ts';
import { type CheckpointDatabase, openCheckpointDatabase } from './checkpoint-driver.ts';

export type Checkpoints = {
  saver: BaseCheckpointSaver;
  /** Leaves none of what was said in the call, in the file and its journal either. */
  forget(callId: string): Promise<void>;
  close(): void;
};
export type CheckpointsOnDisk = Checkpoints & {
  /** What was wrong with the old file, or why there is none; the calls go on either way. */
  failure?: Failure;
};

/**
 * LangGraph's savers over a file of their own that nobody will miss. A file that cannot be read or written is set
 * aside and replaced; where even that fails, checkpoints are kept in memory and a crash forgets the conversation.
 * @param folder where `checkpoints.sqlite` lies, or 'memory' (tests, simulated time).
 */
export async function openCheckpointsOnDisk(
  folder: string,
  clock: Pick<Clock, 'wallTime'>,
): Promise<CheckpointsOnDisk> {
  if (folder === 'memory') return inMemory();
  const path = join(folder, 'checkpoints.sqlite');
  let failure: Failure;
  try {
    mkdirSync(folder, { recursive: true });
    return await onDisk(path);
  } catch (error) {
    failure = { kind: 'database-damaged', path, detail: detailOf(error) };
  }
  try {
    setAside(path, clock.wallTime());
    return { ...(await onDisk(path)), failure };
  } catch {
    return { ...inMemory(), failure };
  }
}

function inMemory(): Checkpoints {
  const saver = new MemorySaver();
  return { saver, forget: (callId) => saver.deleteThread(callId), close() {} };
}

async function onDisk(path: string): Promise<Checkpoints> {
  const db = await openCheckpointDatabase(path);
  try {
    prepare(db);
    const saver = new SqliteSaver(db);
    return {
      saver,
      async forget(callId) {
        // The saver makes its tables when it first writes: a call in which nothing was said leaves nothing to forget.
        if (!hasTables(db)) return;
        await saver.deleteThread(callId);
        db.pragma('wal_checkpoint(TRUNCATE)');
      },
      close: () => void db.close(),
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Touches what a damaged or locked file would fail at, now and not in the middle of a sentence. */
function prepare(db: CheckpointDatabase): void {
  db.pragma('busy_timeout = 250');
  db.pragma('journal_mode = WAL');
  // A checkpoint lost in a power cut costs a bridging sentence; a slow disk in a call costs more.
  db.pragma('synchronous = NORMAL');
  db.pragma('secure_delete = ON');
  db.exec('CREATE TABLE IF NOT EXISTS opened (at INTEGER); DELETE FROM opened; INSERT INTO opened VALUES (1)');
  const check = db.prepare('PRAGMA quick_check(1)').get() as { quick_check?: string } | undefined;
  if (check?.quick_check !== 'ok') throw new Error(check?.quick_check ?? 'quick_check did not answer');
  forgetOldCalls(db);
}

/** Checkpoint ids begin with their time, so the greatest are the newest. */
function forgetOldCalls(db: CheckpointDatabase): void {
  if (!hasTables(db)) return;
  const newest = `SELECT thread_id FROM checkpoints GROUP BY thread_id ORDER BY max(checkpoint_id) DESC LIMIT ${KEEP_CALLS}`;
  db.exec(`DELETE FROM checkpoints WHERE thread_id NOT IN (${newest})`);
  db.exec('DELETE FROM writes WHERE thread_id NOT IN (SELECT thread_id FROM checkpoints)');
}

function hasTables(db: CheckpointDatabase): boolean {
  const found = db.prepare("SELECT count(*) AS n FROM sqlite_master WHERE name IN ('checkpoints', 'writes')").get() as {
    n: number;
  };
  return found.n === 2;
}

/** One damaged file is kept for whoever wants to look; its journal goes with it, or it would be replayed into the new one. */
function setAside(path: string, wallTime: number): void {
  if (existsSync(path)) renameSync(path, `${path}.damaged-${new Date(wallTime).toISOString().replace(/[:.]/g, '-')}`);
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
}

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
