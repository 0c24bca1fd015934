import { afterEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../domain/failure.ts';
import { practiceSeed } from '../../../domain/agent/testing/practice-seed.ts';
import { createRedisReplies } from './redis-replies.ts';
import { createReplyCache, type ReplyCache, type ReplyKey } from './reply-cache.ts';
import { type RedisDouble, startRedisDouble } from './testing/redis-double.ts';

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

describe('a Redis behind them', () => {
  function shared(redis: Pick<RedisDouble, 'url'>) {
    const told: (Failure | null)[] = [];
    const cache = createReplyCache({ shared: createRedisReplies({ url: redis.url, told: (it) => told.push(it) }) });
    closers.push(() => cache.close());
    return { cache, told };
  }
  const found = (cache: ReplyCache) => expect.poll(() => cache.find(key, { saidBefore: [], salt: 0 }));

  it('gives what another process has kept, without anybody waiting for it', async () => {
    const redis = await startRedisDouble();
    closers.push(() => redis.close());
    const first = shared(redis);
    // Until it is connected, nothing gets there.
    await expect
      .poll(() => {
        first.cache.keep(key, 'I am doing great.');
        first.cache.drop(key, 'I am doing great.');
        return redis.sets.size;
      })
      .toBe(1);
    expect([...redis.expires.values()]).toEqual([30 * 24 * 3600]);
    const second = shared(redis);
    await expect.poll(() => second.cache.find(key, { saidBefore: [], salt: 0 })).toBe('I am doing great.');
    expect(second.told).toEqual([]);
  });

  it('that is dead costs nothing, and is told once', async () => {
    const redis = await startRedisDouble();
    await redis.close();
    const { cache, told } = shared(redis);
    cache.keep(key, 'I am doing great.');
    await found(cache).toBe('I am doing great.');
    await expect.poll(() => told).toMatchObject([{ kind: 'shared-replies-unreachable' }]);
    expect(cache.find({ ...key, meaning: 'goal is sell' }, call)).toBeNull();
  });
});
