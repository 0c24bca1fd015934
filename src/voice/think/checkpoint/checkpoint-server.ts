import type { BaseCheckpointSaver } from '@langchain/langgraph-checkpoint';
import type { ServerChoice } from '../../../domain/checkpoint/checkpoint-choice.ts';
import { connectPostgres } from './connect-postgres.ts';
import { connectRedis } from './connect-redis.ts';

/** LangGraph's own saver on a server, with a connection that this process can end at once. */
export type CheckpointServer = {
  saver: BaseCheckpointSaver;
  /** What answers there, with its version: for Health. */
  about: string;
  /** Told with each checkpoint that was written, by servers that keep no list of the calls by themselves. */
  written?(callId: string, wallMs: number): Promise<void>;
  forget(callId: string): Promise<void>;
  /** Forgets calls that nobody will resume. */
  tidy(wallMs: number): Promise<void>;
  /** Rejects unless the server answers. */
  ping(): Promise<unknown>;
  /** At once: whatever waits for an answer rejects. */
  close(): void;
};

export type Connecting = {
  /** Ends the attempt, and what it has opened by then. */
  signal: AbortSignal;
  /** The connection broke while nobody asked for anything. */
  onBroken(error: unknown): void;
};

/** Rejects where there is no such server, or none that LangGraph's saver can work on. */
export const connectServer = (choice: ServerChoice, connecting: Connecting): Promise<CheckpointServer> =>
  choice.kind === 'redis' ? connectRedis(choice.url, connecting) : connectPostgres(choice.url, connecting);
