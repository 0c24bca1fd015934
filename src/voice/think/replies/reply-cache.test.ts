import { createClient } from 'redis';
import { afterEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../domain/failure.ts';
import { practiceSeed } from '../../../domain/agent/testing/practice-seed.ts';
import type { TestServer } from '../checkpoint/testing/server-process.ts';
import { startRedis } from '../checkpoint/testing/start-redis.ts';
import { createRedisReplies } from './redis-replies.ts';
import { createReplyCache, type ReplyCache, type ReplyKey } from './reply-cache.ts';

const key: ReplyKey = {
  agent: 'ConversationAgent',
  prompts: '2.1',
  model: 'llama',
  house: practiceSeed,
  meaning: 'how are you',
};
const call = { saidBefore: ['Hi Jordan, this is Riley.'], salt: 0 };

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

describe('words that serve any caller', () => {
  it('are found again for the same agent, prompts, model, house and meaning, and counted', () => {
    const cache = createReplyCache();
    expect(cache.find(key, call)).toBeNull();
    cache.keep(key, 'I am doing great.');
    expect(cache.find(key, call)).toBe('I am doing great.');
    const others: Partial<ReplyKey>[] = [
      { agent: 'SchedulerAgent' },
      { prompts: '2.2' },
      { model: 'qwen' },
      { house: { ...practiceSeed, brokerage: 'Bay Homes' } },
      { meaning: 'goal is sell' },
    ];
    for (const other of others) expect(cache.find({ ...key, ...other }, call)).toBeNull();
    expect(cache.counts).toEqual({ wanted: 7, found: 1 });
  });

  it('are not said twice in a call', () => {
    const cache = createReplyCache();
    cache.keep(key, 'I am doing great.');
    cache.keep(key, 'All is well here.');
    const saidBefore = ['Hello. I am doing great. Do you have a minute?'];
    for (const salt of [0, 1, 2]) expect(cache.find(key, { saidBefore, salt })).toBe('All is well here.');
    expect(cache.find(key, { saidBefore: [...saidBefore, 'All is well here!'], salt: 0 })).toBeNull();
  });

  it('are a few for each meaning, and those that did not pass are dropped', () => {
    const cache = createReplyCache();
    for (const number of ['One', 'Two', 'Three', 'Four', 'Five', 'One']) cache.keep(key, `${number}.`);
    const found = [0, 1, 2, 3, 4].map((salt) => cache.find(key, { saidBefore: [], salt }));
    expect(found).toEqual(['One.', 'Two.', 'Three.', 'Four.', 'One.']);
    cache.drop(key, 'One.');
    expect(cache.find(key, { saidBefore: [], salt: 0 })).toBe('Two.');
  });

  it('of meanings that nobody wants any more make room', () => {
    const cache = createReplyCache();
    cache.keep(key, 'I am doing great.');
    for (let index = 0; index < 500; index++) cache.keep({ ...key, meaning: `meaning ${index}` }, 'Fine.');
    expect(cache.find(key, call)).toBeNull();
  });
});

/** On a system that the test server is not made for, its tests are listed as skipped; on any other it is missing. */
const isSupported = process.platform === 'linux' && process.arch === 'x64';

describe.skipIf(!isSupported)('a Redis behind them', () => {
  function shared({ url }: Pick<TestServer, 'url'>) {
    const told: (Failure | null)[] = [];
    const cache = createReplyCache();
    cache.share(createRedisReplies({ url, told: (it) => told.push(it) }));
    closers.push(() => cache.close());
    return { cache, told };
  }
  const found = (cache: ReplyCache) => expect.poll(() => cache.find(key, { saidBefore: [], salt: 0 }));

  it('gives what another process has kept, without anybody waiting for it', async () => {
    const redis = await startRedis({ modules: false });
    closers.push(() => redis.stop());
    const first = shared(redis);
    const onlooker = createClient({ url: redis.url });
    await onlooker.connect();
    closers.push(() => onlooker.destroy());
    // Until it is connected, nothing gets there.
    await expect
      .poll(async () => {
        first.cache.keep(key, 'I am doing great.');
        first.cache.drop(key, 'I am doing great.');
        return (await onlooker.keys('latchkey:replies:*')).length;
      })
      .toBe(1);
    const [name = ''] = await onlooker.keys('*');
    expect(await onlooker.ttl(name)).toBeGreaterThan(29 * 24 * 3600);
    const second = shared(redis);
    await found(second.cache).toBe('I am doing great.');
    expect(second.told).toEqual([]);
  });

  it('that is dead costs nothing, and is told once', async () => {
    const redis = await startRedis({ modules: false });
    await redis.stop();
    const { cache, told } = shared(redis);
    cache.keep(key, 'I am doing great.');
    await found(cache).toBe('I am doing great.');
    await expect.poll(() => told).toMatchObject([{ kind: 'shared-replies-unreachable' }]);
    expect(cache.find({ ...key, meaning: 'goal is sell' }, call)).toBeNull();
  });

  it('is left where another is chosen', async () => {
    const redis = await startRedis({ modules: false });
    closers.push(() => redis.stop());
    const { cache, told } = shared(redis);
    cache.share(null);
    cache.keep(key, 'I am doing great.');
    await found(cache).toBe('I am doing great.');
    expect(told).toEqual([]);
  });
});
