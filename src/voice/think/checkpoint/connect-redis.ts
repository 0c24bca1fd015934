import { ShallowRedisSaver } from '@langchain/langgraph-checkpoint-redis/shallow';
import { createClient } from 'redis';
import { serverAt } from '../../../domain/checkpoint/checkpoint-choice.ts';
import { callsToForget, EXPIRES_MS } from '../../../domain/checkpoint/unfinished-calls.ts';
import type { CheckpointServer, Connecting } from './checkpoint-server.ts';
import { UnfitServer } from './server-trouble.ts';

/** What LangGraph's saver asks of a Redis beyond the plain one. */
const NEEDED = ['JSON.SET', 'FT.CREATE'];
/** Our calls by the time of their last checkpoint. The saver's own index is of everybody who uses it on that server. */
const CALLS = 'latchkey:calls';
const EXPIRES_S = EXPIRES_MS / 1000;

/**
 * LangGraph's saver that keeps the newest checkpoint of each call, on a Redis with JSON and search (Redis 8, Redis
 * Stack). What nobody writes to for a day, Redis forgets by itself.
 */
export async function connectRedis(url: string, { signal, onBroken }: Connecting): Promise<CheckpointServer> {
  const client = createClient({
    url,
    RESP: 2,
    name: 'latchkey',
    // A command that finds no connection is answered with that, instead of waiting for one.
    disableOfflineQueue: true,
    socket: { reconnectStrategy: false, keepAlive: true },
  });
  client.on('error', onBroken);
  const close = () => {
    if (client.isOpen) client.destroy();
  };
  signal.addEventListener('abort', close, { once: true });
  try {
    await client.connect();
    const known = await client.sendCommand<unknown[]>(['COMMAND', 'INFO', ...NEEDED]);
    if (known.some((command) => command === null)) throw new UnfitServer('no-modules');
    const about = `Redis ${versionIn(await client.info('server'))} at ${serverAt('redis', url)}`;
    // It was made for an older major version of the same client; the suite runs all it does against a real server.
    const saver = new ShallowRedisSaver(client, { defaultTTL: EXPIRES_MS / 60_000 });
    const forget = async (callId: string) => {
      await saver.deleteThread(callId);
      await client.zRem(CALLS, callId);
    };
    return {
      saver,
      about,
      async written(callId, wallMs) {
        await Promise.all([client.zAdd(CALLS, { score: wallMs, value: callId }), client.expire(CALLS, EXPIRES_S)]);
      },
      forget,
      async tidy(wallMs) {
        const kept = await client.zRangeWithScores(CALLS, 0, -1);
        const calls = kept.map(({ value, score }) => ({ callId: value, writtenWallMs: score }));
        for (const callId of callsToForget(calls, wallMs)) await forget(callId);
      },
      ping: () => client.ping(),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

const versionIn = (info: string) => /redis_version:(\S+)/.exec(info)?.[1] ?? '';
