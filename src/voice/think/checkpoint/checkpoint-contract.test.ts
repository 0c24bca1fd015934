import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { practiceContext } from '../../../domain/agent/testing/practice-seed.ts';
import type { CheckpointChoice, ServerKind } from '../../../domain/checkpoint/checkpoint-choice.ts';
import { KEEP_CALLS } from '../../../domain/checkpoint/unfinished-calls.ts';
import { openCheckpointDatabase } from './checkpoint-driver.ts';
import { createPatientClock, type KeptCalls, keepCalls, PATIENT_ANSWER_MS } from './testing/keep-calls.ts';
import type { TestServer } from './testing/server-process.ts';
import { POSTGRES_SERVER, startPostgres } from './testing/start-postgres.ts';
import { REDIS_SERVER, startRedis } from './testing/start-redis.ts';

/** Words that are in a call and nowhere else. */
const SECRET = 'Xylophonia Quibbleworth';
const context = (callId: string, revision = 0) => {
  const plain = practiceContext({ callId, revision });
  return { ...plain, seed: { ...plain.seed, leadName: SECRET } };
};
const HOUR_MS = 3_600_000;

let folder: string;
const opened: KeptCalls[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-contract-'));
});
afterEach(() => {
  for (const { checkpoints } of opened.splice(0)) checkpoints.close();
  rmSync(folder, { recursive: true, force: true });
});

type Place = {
  choice(): CheckpointChoice;
  /** Everything that is kept there, as text. */
  look(): Promise<string>;
  /** Puts something under the name of a call that no saver wrote. */
  spoil(callId: string): Promise<void>;
};

/** What all three promise. */
function contract({ choice, look, spoil }: Place): void {
  const open = async (clock = createPatientClock()) => {
    const calls = await keepCalls(folder, choice(), clock);
    opened.push(calls);
    return calls;
  };

  it('remembers a call, to the letter', async () => {
    const { remember, recall } = await open();
    await remember(context('call-letter', 3));
    expect(await recall('call-letter')).toEqual(context('call-letter', 3));
    expect(await recall('call-unknown')).toBeUndefined();
    expect(await look()).toContain(SECRET);
  });

  it('knows the newest of what was remembered', async () => {
    const { remember, recall } = await open();
    for (let revision = 1; revision <= 5; revision++) await remember(context('call-newest', revision));
    expect((await recall('call-newest'))?.revision).toBe(5);
  });

  it('keeps calls that are up at once apart', async () => {
    const { remember, recall } = await open();
    const ids = Array.from({ length: 5 }, (_, index) => `call-at-once-${index}`);
    for (let revision = 1; revision <= 3; revision++)
      await Promise.all(ids.map((callId) => remember(context(callId, revision))));
    expect(await Promise.all(ids.map(recall))).toEqual(ids.map((callId) => context(callId, 3)));
  });

  it('goes on with a call in another process, and in a third', async () => {
    const first = await open();
    await first.remember(context('call-resumed', 1));
    first.checkpoints.close();
    const second = await open();
    expect(await second.recall('call-resumed')).toEqual(context('call-resumed', 1));
    await second.remember(context('call-resumed', 2));
    second.checkpoints.close();
    expect(await (await open()).recall('call-resumed')).toEqual(context('call-resumed', 2));
  });

  it('forgets a call without a trace, and no other', async () => {
    const { remember, recall, checkpoints } = await open();
    for (let revision = 1; revision <= 3; revision++) await remember(context('call-over', revision));
    await remember({ ...context('call-up'), seed: practiceContext({}).seed });
    await checkpoints.forget('call-over');
    expect(await recall('call-over')).toBeUndefined();
    expect(await recall('call-up')).toMatchObject({ callId: 'call-up' });
    expect(await look()).not.toMatch(/call-over/);
    expect(await look()).toContain('call-up');
  });

  it('forgets what was never remembered', async () => {
    const { checkpoints } = await open();
    await expect(checkpoints.forget('call-silent')).resolves.toBeUndefined();
  });

  it('refuses what it cannot read, and the call goes on', async () => {
    const { remember, recall } = await open();
    await remember(context('call-spoilt', 1));
    await remember(context('call-whole', 1));
    await spoil('call-spoilt');
    const after = await open();
    const found = await after.recall('call-spoilt').catch(() => undefined);
    expect(found).toBeUndefined();
    expect(await after.recall('call-whole')).toMatchObject({ revision: 1 });
    await recall('call-whole');
    await after.checkpoints.forget('call-spoilt');
    await after.remember(context('call-spoilt', 2));
    expect(await after.recall('call-spoilt')).toMatchObject({ revision: 2 });
  });

  it(`keeps the newest ${KEEP_CALLS} of calls that nobody ended`, async () => {
    const { remember, checkpoints } = await open();
    for (let index = 0; index < KEEP_CALLS + 5; index++) await remember(context(`call-left-${index}`));
    checkpoints.close();
    const patient = createPatientClock();
    const later = await open({ ...patient, wallTime: () => patient.wallTime() + 2 * HOUR_MS });
    await expect.poll(() => later.recall('call-left-4'), { timeout: 10_000 }).toBeUndefined();
    expect((await later.recall('call-left-5'))?.callId).toBe('call-left-5');
    expect((await later.recall(`call-left-${KEEP_CALLS + 4}`))?.callId).toBe(`call-left-${KEEP_CALLS + 4}`);
  });
}

describe('on the disk', () => {
  const file = () => openCheckpointDatabase(join(folder, 'checkpoints.sqlite'));
  contract({
    choice: () => ({ kind: 'disk' }),
    async look() {
      const db = await file();
      const tables = ['checkpoints', 'writes'].map((name) => db.prepare(`SELECT * FROM ${name}`).all());
      db.close();
      return JSON.stringify(tables, bytesAsText);
    },
    async spoil(callId) {
      const db = await file();
      db.prepare('UPDATE checkpoints SET checkpoint = ? WHERE thread_id = ?').run('{"v":', callId);
      db.close();
    },
  });
});

/** For JSON, which asks a Buffer for its own form first. */
function bytesAsText(_key: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  const bytes = Bytes.safeParse(value);
  return bytes.success ? Buffer.from(bytes.data.data).toString() : value;
}
const Bytes = z.object({ type: z.literal('Buffer'), data: z.array(z.number()) });

/** On a system that they are not made for, their tests are listed as skipped; on any other they are missing. */
const isSupported = process.platform === 'linux' && process.arch === 'x64';
type ServerSuite = {
  kind: ServerKind;
  program: string;
  start: () => Promise<TestServer>;
  place(url: () => string): Omit<Place, 'choice'>;
};
function onServer({ kind, program, start, place }: ServerSuite): void {
  describe.skipIf(!isSupported)(`on ${kind}`, () => {
    let server: TestServer;
    const choice = () => ({ kind, url: server.url }) as const;
    beforeAll(async () => {
      if (!existsSync(program)) throw new Error(`${program} is missing: node scripts/bootstrap.mjs --only=servers`);
      server = await start();
    });
    afterAll(() => server.stop());
    const { look, spoil } = place(() => server.url);
    contract({ choice, look, spoil });
    onlyServers({ kind, server: () => server, choice, look });
  });
}

type ServerPlace = Pick<Place, 'look'> & {
  kind: ServerKind;
  server(): TestServer;
  choice(): Extract<CheckpointChoice, { url: string }>;
};

/** What a server promises that can be gone at any time. */
function onlyServers({ server, choice, look, kind }: ServerPlace): void {
  const open = async () => {
    const calls = await keepCalls(folder, choice());
    opened.push(calls);
    return calls;
  };

  it('keeps nothing of a call on the disk while the server has it', async () => {
    const { remember } = await open();
    await remember(context('call-there'));
    const disk = await keepCalls(folder, { kind: 'disk' });
    opened.push(disk);
    expect(await disk.recall('call-there')).toBeUndefined();
  });

  it('goes on on the disk where the server dies in the middle of a call, says so, and comes back by itself', async () => {
    const calls = await open();
    await calls.remember(context('call-cut', 1));
    await server().kill();
    await calls.remember(context('call-cut', 2));
    expect(await calls.recall('call-cut')).toMatchObject({ revision: 2 });
    expect(calls.states.at(-1)).toMatchObject({ state: 'degraded', failure: { kind: 'checkpoints-away' } });
    await calls.remember(context('call-begun-meanwhile', 1));

    await server().startAgain();
    await calls.until('ready');
    await calls.remember(context('call-cut', 3));
    await calls.remember(context('call-after', 1));
    // In another process: the call that went over to the disk is still the newest there.
    calls.checkpoints.close();
    const next = await open();
    expect(await next.recall('call-cut')).toMatchObject({ revision: 3 });
    expect(await next.recall('call-begun-meanwhile')).toMatchObject({ revision: 1 });
    expect(await next.recall('call-after')).toMatchObject({ revision: 1 });
    expect(await look()).toContain('call-after');
  });

  it('waits for a server that hangs once, a quarter of a second, and goes on', async () => {
    const calls = await open();
    await calls.remember(context('call-hung', 1));
    server().freeze();
    try {
      const startedMs = performance.now();
      await calls.remember(context('call-hung', 2));
      const afterMs = performance.now();
      expect(afterMs - startedMs).toBeGreaterThan(PATIENT_ANSWER_MS - 10);
      // Reading had no answer; writing and all that follows does not ask any more.
      await calls.remember(context('call-hung', 3));
      expect(afterMs - startedMs).toBeLessThan(2 * PATIENT_ANSWER_MS);
      expect(performance.now() - afterMs).toBeLessThan(PATIENT_ANSWER_MS);
      expect(await calls.recall('call-hung')).toMatchObject({ revision: 3 });
      expect(calls.states.at(-1)).toMatchObject({
        state: 'degraded',
        failure: { kind: 'checkpoints-away', detail: 'it did not answer within 250 ms' },
      });
    } finally {
      server().thaw();
    }
    await calls.until('ready');
  });

  it('is on the disk from the start where nothing answers, without waiting', async () => {
    const nowhere = { kind, url: server().url.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1') } as const;
    const calls = await keepCalls(folder, { kind: 'disk' });
    opened.push(calls);
    calls.checkpoints.choose(nowhere);
    const startedMs = performance.now();
    await calls.remember(context('call-no-server', 1));
    expect(performance.now() - startedMs).toBeLessThan(PATIENT_ANSWER_MS);
    await calls.until('degraded');
    expect(await calls.recall('call-no-server')).toMatchObject({ revision: 1 });
    expect(calls.checkpoints.state).toMatchObject({ failure: { detail: 'nothing listens there' } });
  });

  it('forgets on the server, too, what it was away for when the call ended', async () => {
    const calls = await open();
    await calls.remember(context('call-owed', 1));
    server().freeze();
    try {
      await calls.checkpoints.forget('call-owed');
    } finally {
      server().thaw();
    }
    await calls.until('ready');
    await expect.poll(look, { timeout: 10_000 }).not.toContain('call-owed');
  });

  it('leaves a call that is up where it is when another place is chosen, and forgets it there', async () => {
    const calls = await open();
    await calls.remember(context('call-stays', 1));
    calls.checkpoints.choose({ kind: 'disk' });
    await calls.remember(context('call-stays', 2));
    await calls.remember(context('call-on-disk', 1));
    expect(calls.checkpoints.state).toEqual({ state: 'ready', about: '' });
    expect(await look()).toContain('call-stays');
    expect(await look()).not.toContain('call-on-disk');
    await calls.checkpoints.forget('call-stays');
    expect(await look()).not.toContain('call-stays');
  });

  it.each([
    ['a wrong password', (url: string) => url.replace(/:[^:@]+@/, ':no@'), 'the user name or the password is wrong'],
    ['no password', (url: string) => url.replace(/:[^:@]+@/, '@'), 'it wants a password'],
    ['a wrong port', (url: string) => url.replace(/1:\d+/, '1:1'), 'nothing listens there'],
    [
      'a name that there is not',
      (url: string) => url.replace('127.0.0.1', 'nowhere.invalid'),
      /^there is no computer|^the name of/,
    ],
  ])('says what is wrong with %s', async (_what, change, says) => {
    const { checkpoints } = await open();
    const answer = await checkpoints.try({ kind, url: change(server().url) });
    expect(answer).toMatchObject({
      ok: false,
      failure: { kind: 'checkpoints-away', detail: expect.stringMatching(says) as string },
    });
    expect(JSON.stringify(answer)).not.toMatch(/:no@|horse|staple/);
  });

  it('says what answers where all is well, and leaves nothing of the try', async () => {
    const { checkpoints } = await open();
    const answer = await checkpoints.try(choice());
    expect(answer).toMatchObject({
      ok: true,
      value: { about: expect.stringMatching(/\d at 127\.0\.0\.1:\d+$/) as string },
    });
    expect(await look()).not.toContain('latchkey-try');
  });
}

const redis = (url: () => string): Omit<Place, 'choice'> => {
  const connect = () => createClient({ url: url(), RESP: 2 });
  const ask = async <Value>(what: (client: ReturnType<typeof connect>) => Promise<Value>) => {
    const client = connect();
    await client.connect();
    try {
      return await what(client);
    } finally {
      client.destroy();
    }
  };
  it('has a day to live for all that it is given', () =>
    ask(async (client) => {
      const calls = await keepCalls(folder, { kind: 'redis', url: url() });
      opened.push(calls);
      await calls.remember(context('call-expires'));
      const keys = await client.keys('*');
      expect(keys.length).toBeGreaterThan(0);
      for (const key of keys) expect(await client.ttl(key)).toBeGreaterThan(86_000);
    }));
  return {
    look: () =>
      ask(async (client) => {
        const keys = await client.keys('*');
        const values = await Promise.all(
          keys.map(async (key) =>
            (await client.type(key)) === 'ReJSON-RL' ? client.json.get(key) : client.zRange(key, 0, -1),
          ),
        );
        return JSON.stringify([keys, values]);
      }),
    spoil: (callId) =>
      ask(async (client) => {
        await client.set(`checkpoint:${callId}::shallow`, 'not ours');
      }),
  };
};

onServer({ kind: 'redis', program: REDIS_SERVER, start: startRedis, place: redis });

const postgres = (url: () => string): Omit<Place, 'choice'> => {
  const query = async (text: string, values: unknown[] = []) => {
    const client = new pg.Client({ connectionString: url() });
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(text, values);
    await client.end();
    return rows;
  };
  return {
    async look() {
      const tables = ['checkpoints', 'checkpoint_blobs', 'checkpoint_writes'];
      const rows = await Promise.all(
        tables.map((name) => query(`SELECT t::text AS text, t.* FROM latchkey.${name} t`)),
      );
      return JSON.stringify(rows, bytesAsText);
    },
    async spoil(callId) {
      await query(`UPDATE latchkey.checkpoints SET checkpoint = '{"v": 4}' WHERE thread_id = $1`, [callId]);
    },
  };
};
onServer({ kind: 'postgres', program: POSTGRES_SERVER, start: startPostgres, place: postgres });

it.skipIf(!isSupported)('asks for a Redis with JSON and search', async () => {
  const plain = await startRedis({ modules: false });
  try {
    const calls = await keepCalls(folder, { kind: 'disk' });
    opened.push(calls);
    const answer = await calls.checkpoints.try({ kind: 'redis', url: plain.url });
    expect(answer).toMatchObject({
      failure: { detail: 'it has no JSON and no search; Redis 8 and Redis Stack have both' },
    });
  } finally {
    await plain.stop();
  }
});
