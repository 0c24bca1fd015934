import { Socket } from 'node:net';
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';
import pg from 'pg';
import { serverAt } from '../../../domain/checkpoint/checkpoint-choice.ts';
import { callsToForget } from '../../../domain/checkpoint/unfinished-calls.ts';
import type { CheckpointServer, Connecting } from './checkpoint-server.ts';

/** The tables are LangGraph's; in a schema of their own nobody else's are among them. */
const SCHEMA = 'latchkey';
/** Any number, the same at every desk: two that set up at once would make the same tables. */
const SET_UP_LOCK = 5_352_113;
/** The server gives up what nobody waits for any more. */
const STATEMENT_MS = 2_000;

/** LangGraph's saver on Postgres. It makes its schema and tables where they are not there. */
export async function connectPostgres(url: string, { signal, onBroken }: Connecting): Promise<CheckpointServer> {
  const sockets = new Set<Socket>();
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'Latchkey',
    max: 3,
    // The next checkpoint finds its connection made.
    idleTimeoutMillis: 0,
    keepAlive: true,
    statement_timeout: STATEMENT_MS,
    stream: () => {
      const socket = new Socket();
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      return socket;
    },
  });
  pool.on('error', onBroken);
  // Of one that is in use the pool says nothing: who asked is told, and without a listener the process would end, too.
  pool.on('connect', (client) => client.on('error', () => {}));
  const close = () => {
    if (!pool.ending) pool.end().catch(() => {});
    // The pool's own way waits for answers that may never come.
    for (const socket of sockets) socket.destroy();
  };
  signal.addEventListener('abort', close, { once: true });
  try {
    const saver = new PostgresSaver(pool, undefined, { schema: SCHEMA });
    const about = await setUp(pool, saver);
    const forget = (callId: string) => saver.deleteThread(callId);
    return {
      saver,
      about: `Postgres ${about} at ${serverAt('postgres', url)}`,
      forget,
      async tidy(wallMs) {
        for (const callId of callsToForget(await keptCalls(pool), wallMs)) await forget(callId);
      },
      ping: () => pool.query('SELECT 1'),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** Answers the server's version. */
async function setUp(pool: pg.Pool, saver: PostgresSaver): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [SET_UP_LOCK]);
    await saver.setup();
    await client.query('SELECT pg_advisory_unlock($1)', [SET_UP_LOCK]);
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version.split(' ')[0] ?? '';
  } finally {
    client.release();
  }
}

async function keptCalls(pool: pg.Pool) {
  const { rows } = await pool.query<{ thread_id: string; at: string | null }>(
    `SELECT thread_id, max(checkpoint ->> 'ts') AS at FROM ${SCHEMA}.checkpoints GROUP BY thread_id`,
  );
  return rows.map(({ thread_id, at }) => ({ callId: thread_id, writtenWallMs: Date.parse(at ?? '') || 0 }));
}
