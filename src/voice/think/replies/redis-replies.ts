import { createClient } from 'redis';
import { z } from 'zod';
import type { Failure } from '../../../domain/failure.ts';
import type { SharedReplies } from './reply-cache.ts';

const PREFIX = 'latchkey:replies:';
/** Words that nobody has wanted for a month are made anew. */
const EXPIRES_S = 30 * 24 * 3600;
const LONGEST = 400;
const Words = z.array(z.string().min(1).max(LONGEST)).max(16);

/**
 * Frequent replies on a Redis, a set for each meaning. Without a connection every request fails at once, and it goes on
 * trying to connect. @param told what is the matter, once; null once it is well again.
 */
export function createRedisReplies({
  url,
  told,
}: {
  url: string;
  told: (trouble: Failure | null) => void;
}): SharedReplies {
  let inTrouble = false;
  const client = createClient({
    url,
    name: 'latchkey',
    disableOfflineQueue: true,
    socket: { reconnectStrategy: (tries) => Math.min(30_000, 250 * 2 ** tries), connectTimeout: 2_000 },
  });
  client.on('error', (error: unknown) => {
    if (inTrouble) return;
    inTrouble = true;
    told({ kind: 'shared-replies-unreachable', detail: error instanceof Error ? error.message : String(error) });
  });
  client.on('ready', () => {
    if (inTrouble) told(null);
    inTrouble = false;
  });
  // What goes wrong is told by the event.
  client.connect().catch(() => {});
  return {
    async read(key) {
      const words = Words.safeParse(await client.sMembers(PREFIX + key));
      return words.success ? words.data : [];
    },
    async add(key, text) {
      if (text.length > LONGEST) return;
      await client
        .multi()
        .sAdd(PREFIX + key, text)
        .expire(PREFIX + key, EXPIRES_S)
        .exec();
    },
    close: () => {
      if (client.isOpen) client.destroy();
    },
  };
}
