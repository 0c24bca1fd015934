import {
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  closeSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import { describeFailure } from '../domain/failure.ts';
import { SCHEMA_VERSION } from './migrations/migrate.ts';
import { openRecords } from './records/open-records.ts';
import { loadBetterSqlite3 } from './sqlite/better-sqlite3-driver.ts';
import { DatabaseError, type Driver } from './sqlite/database.ts';
import { loadPhotostructure } from './sqlite/photostructure-driver.ts';
import { createTestFolder, openTestStore, type TestStore } from './testing/open-test-store.ts';
import { factsOf, requested, said, wholeCall } from './testing/sample-facts.ts';

const ALL = { text: '', limit: 200, before: null };

describe.each([
  { name: 'better-sqlite3', loadDriver: loadBetterSqlite3 },
  { name: '@photostructure/sqlite', loadDriver: loadPhotostructure },
])('in trouble, on $name', ({ loadDriver }) => {
  let temporary: ReturnType<typeof createTestFolder>;
  let store: TestStore | undefined;
  let path: string;
  let filled: Buffer | undefined;
  beforeEach(() => {
    temporary = createTestFolder();
    path = join(temporary.folder, 'latchkey.db');
  });
  afterEach(async () => {
    await store?.close();
    store = undefined;
    temporary.remove();
  });
  const open = async (load: () => Promise<Driver> = loadDriver) =>
    (store = await openTestStore(temporary.folder, { loadDriver: load }));
  const idsIn = async (from: TestStore) => {
    const page = await from.client.call('calls.list', ALL);
    return page.ok ? page.value.calls.map((call) => call.callId) : page.failure.kind;
  };
  const setAside = () => readdirSync(temporary.folder).filter((name) => name.startsWith('latchkey.db.damaged-'));
  /** Sixty calls on the disk, and the store closed: enough pages that one can break and others stay whole. */
  const fill = async () => {
    if (!filled) {
      const full = await open();
      for (let n = 0; n < 60; n++) {
        const words = `Sentence ${n}: ${'many words '.repeat(20)}`;
        await full.append(wholeCall(`call-${String(n).padStart(2, '0')}`, n * 1_000, [said(words)]));
      }
      await full.close();
      filled = readFileSync(path);
    }
    writeFileSync(path, filled);
  };
  const damage = (bytes: Uint8Array, position: number) => {
    const file = openSync(path, 'r+');
    writeSync(file, bytes, 0, bytes.length, position);
    closeSync(file);
  };
  const damageTold = (told: TestStore['told']) =>
    told.flatMap(({ payload }) => {
      const { failure } = payload as { failure?: Parameters<typeof describeFailure>[0] };
      return failure?.kind === 'database-damaged' ? [failure] : [];
    });

  test('a file that is no database is kept, told about, and a new one works', async () => {
    writeFileSync(path, 'these are not the records you are looking for '.repeat(200));
    const fresh = await open();
    expect(damageTold(fresh.told)).toHaveLength(1);
    const [failure] = damageTold(fresh.told);
    expect(describeFailure(failure!).help).toContain(setAside()[0]);
    expect(describeFailure(failure!).says).toContain('no call could be read from it');
    await fresh.append(wholeCall('a', 1));
    expect(await idsIn(fresh)).toEqual(['a']);
    expect(readFileSync(join(temporary.folder, setAside()[0]!), 'latin1')).toMatch(/^these are not/);
  });

  test('a file cut short gives back the calls that are still in it', async () => {
    await fill();
    truncateSync(path, Math.floor(statSync(path).size / 2 / 4096) * 4096);
    const fresh = await open();
    expect(damageTold(fresh.told)).toHaveLength(1);
    expect(setAside()).toHaveLength(1);
    expect(await fresh.client.call('today.get', { fromWallMs: 0, toWallMs: 1e9, line: 'practice' })).toMatchObject({
      ok: true,
    });
    await fresh.append(wholeCall('after', 1e9));
    expect(await idsIn(fresh)).toContain('after');
  });

  test('one broken page costs what was on it and no more', async () => {
    await fill();
    // The facts' own pages: those that hold the JSON of their kind, neither the first page nor the search index.
    const bytes = readFileSync(path);
    const pages = Array.from({ length: bytes.length / 4096 }, (_, page) => page).filter(
      (page) =>
        page > 0 &&
        bytes
          .subarray(page * 4096, (page + 1) * 4096)
          .toString('latin1')
          .split('"type":"callRinging"').length > 3,
    );
    damage(new Uint8Array(4096).fill(0xa5), pages[Math.floor(pages.length / 2)]! * 4096);
    const fresh = await open();
    expect(damageTold(fresh.told)).toHaveLength(1);
    const ids = await idsIn(fresh);
    expect(ids.length).toBeGreaterThan(45);
    expect(await fresh.client.call('calls.list', { ...ALL, text: 'sentence' })).toMatchObject({ ok: true });
  });

  test('whatever bytes are flipped, the store opens, nothing is thrown away and it takes new calls', async () => {
    await fill();
    const whole = `${path}.whole`;
    copyFileSync(path, whole);
    const random = createRandom(11);
    let noticed = 0;
    for (let round = 0; round < 16; round++) {
      for (const name of readdirSync(temporary.folder))
        if (name !== 'latchkey.db.whole' && name !== 'recordings') rmSync(join(temporary.folder, name));
      copyFileSync(whole, path);
      const size = statSync(path).size;
      for (let flip = 0; flip < 40; flip++)
        damage(Uint8Array.of(Math.floor(random() * 256)), Math.floor(random() * size));
      const fresh = await open();
      const ids = await idsIn(fresh);
      // A database from a newer version is what a flipped version number looks like: untouched, refused.
      if (ids !== 'database-newer') {
        await fresh.append(wholeCall('after', 1e9));
        expect(await idsIn(fresh)).toContain('after');
        expect(setAside()).toHaveLength(damageTold(fresh.told).length);
      }
      noticed += damageTold(fresh.told).length;
      await fresh.close();
    }
    expect(noticed).toBeGreaterThan(5);
  });

  test('damage met while it runs is dealt with at once, and the fact is not lost', async () => {
    await fill();
    let broken = true;
    const driver = await loadDriver();
    const breaking: Driver = {
      ...driver,
      open(file, options) {
        const database = driver.open(file, options);
        return {
          ...database,
          transaction(work) {
            if (broken && file === path && existsSync(path) && setAside().length === 0 && armed) {
              broken = false;
              throw new DatabaseError('SQLITE_CORRUPT', 'database disk image is malformed', undefined);
            }
            return database.transaction(work);
          },
        };
      },
    };
    let armed = false;
    const running = await open(() => Promise.resolve(breaking));
    armed = true;
    await running.append(wholeCall('after', 1e9));
    await running.clock.advance(0);
    expect(damageTold(running.told)).toHaveLength(1);
    expect(await idsIn(running)).toHaveLength(61);
    expect(setAside()).toHaveLength(1);
  });

  test('a damaged database that is none of ours is kept, and a new one works', async () => {
    const database = (await loadDriver()).open(path);
    database.exec('CREATE TABLE other (words TEXT)');
    const insert = database.prepare('INSERT INTO other VALUES (?)');
    for (let row = 0; row < 200; row++) insert.run('words '.repeat(200));
    database.close();
    damage(new Uint8Array(4096).fill(0xa5), 8 * 4096);
    const fresh = await open();
    expect(damageTold(fresh.told)).toHaveLength(1);
    await fresh.append(wholeCall('a', 1));
    expect(await idsIn(fresh)).toEqual(['a']);
  });

  test('a call that was deleted before the damage stays deleted after the rescue', async () => {
    const first = await open();
    for (const callId of ['a', 'b']) await first.append(wholeCall(callId, 1));
    await first.client.call('call.delete', { callId: 'a' });
    await first.close();
    const driver = await loadDriver();
    const { opened, damage } = openRecords({ driver, path, wallTime: () => 0, knownDamage: 'disk image is malformed' });
    if (opened.ok) opened.value.close();
    expect(damage).toMatchObject({ kind: 'database-damaged' });
    const again = await open();
    await again.append(wholeCall('a', 1));
    expect(await idsIn(again)).toEqual(['b']);
  });

  test('without room for the rescue nothing is touched, and it is made when there is room', async () => {
    await fill();
    truncateSync(path, Math.floor(statSync(path).size / 2 / 4096) * 4096);
    const damaged = readFileSync(path);
    let full = true;
    const driver = await loadDriver();
    const filling: Driver = {
      ...driver,
      open(file, options) {
        if (full && file !== path) throw new DatabaseError('SQLITE_FULL', 'database or disk is full', undefined);
        return driver.open(file, options);
      },
    };
    const running = await open(() => Promise.resolve(filling));
    expect(running.told).toEqual([{ name: 'part.degraded', payload: { failure: { kind: 'disk-full', path } } }]);
    expect(readFileSync(path).equals(damaged)).toBe(true);
    expect(readdirSync(temporary.folder)).toEqual(['latchkey.db']);
    full = false;
    await running.clock.advance(1_000);
    await running.append(wholeCall('after', 1e9));
    expect(await idsIn(running)).toContain('after');
    expect(damageTold(running.told)).toHaveLength(1);
    expect(readFileSync(join(temporary.folder, setAside()[0]!)).equals(damaged)).toBe(true);
  });

  test.each(['at the start', 'while it runs'])(
    'damage met %s is told, and rescued once, also where what came of it cannot be opened at first',
    async (when) => {
      await fill();
      if (when === 'at the start') damage(new Uint8Array(100).fill(0xa5), 0);
      let locked = true;
      let breaks = false;
      const driver = await loadDriver();
      const failing: Driver = {
        ...driver,
        open(file, options) {
          if (locked && file === path && setAside().length > 0)
            throw new DatabaseError('SQLITE_BUSY', 'database is locked', undefined);
          const database = driver.open(file, options);
          const transaction: typeof database.transaction = (work) => {
            if (!breaks) return database.transaction(work);
            breaks = false;
            throw new DatabaseError('SQLITE_CORRUPT', 'database disk image is malformed', undefined);
          };
          return { ...database, transaction };
        },
      };
      const running = await open(() => Promise.resolve(failing));
      breaks = when === 'while it runs';
      const fact = factsOf('after', 1e9, [requested()])[0]!;
      expect(await running.client.call('fact.append', fact)).toMatchObject({ failure: { kind: 'database-locked' } });
      expect(damageTold(running.told)).toEqual([
        expect.objectContaining({ path: join(temporary.folder, setAside()[0]!) }),
      ]);
      locked = false;
      await running.clock.advance(1_000);
      expect(setAside()).toHaveLength(1);
      expect(damageTold(running.told)).toHaveLength(1);
      expect(await idsIn(running)).toContain('after');
      if (when === 'while it runs') expect(await idsIn(running)).toHaveLength(61);
    },
  );

  test('whoever was ended in the middle of the rescue loses none of it', async () => {
    await fill();
    writeFileSync(`${path}.anew`, 'half a database');
    damage(new Uint8Array(100).fill(0xa5), 0);
    const again = await open();
    expect(damageTold(again.told)).toHaveLength(1);
    await again.close();
    await fill();
    renameSync(path, `${path}.anew`);
    expect(await idsIn(await open())).toHaveLength(60);
    expect(readdirSync(temporary.folder).filter((name) => name.includes('anew'))).toEqual([]);
  });

  test('a rescue that could not be put in its place is put there the next time, not begun again', async () => {
    await fill();
    renameSync(path, `${path}.anew`);
    const driver = await loadDriver();
    const { opened } = openRecords({ driver, path, wallTime: () => 0, knownDamage: 'disk image is malformed' });
    if (opened.ok) opened.value.close();
    expect(await idsIn(await open())).toHaveLength(60);
  });

  test('a log that the damaged database left behind does not come into the new one', async () => {
    const old = await open();
    await old.append(wholeCall('old', 1));
    copyFileSync(`${path}-wal`, join(temporary.folder, 'log'));
    await old.close();
    await fill();
    renameSync(path, `${path}.anew`);
    renameSync(join(temporary.folder, 'log'), `${path}-wal`);
    const again = await open();
    expect(await idsIn(again)).toHaveLength(60);
    expect(damageTold(again.told)).toEqual([]);
    expect(setAside()).toHaveLength(1);
  });

  test('a database from a newer version is refused and not one byte of it changes', async () => {
    const first = await open();
    await first.append(wholeCall('a', 1));
    await first.close();
    const driver = await loadDriver();
    const database = driver.open(path);
    database.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    database.close();
    const [before, files] = [readFileSync(path), readdirSync(temporary.folder)];
    const second = await open();
    const newer = { kind: 'database-newer', found: SCHEMA_VERSION + 1, supported: SCHEMA_VERSION };
    expect(second.told).toEqual([{ name: 'part.degraded', payload: { failure: newer } }]);
    expect(await second.client.call('calls.list', ALL)).toEqual({ ok: false, failure: newer });
    expect(await second.client.call('fact.append', factsOf('b', 1, [requested()])[0]!)).toEqual({
      ok: false,
      failure: newer,
    });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(temporary.folder)).toEqual(files);
  });

  test('the records folder cannot be made: it is said, and nothing crashes', async () => {
    temporary.remove();
    writeFileSync(temporary.folder, 'a file where the folder should be');
    const running = await open();
    expect(await idsIn(running)).toBe('file-unreadable');
    running.record('a').post({ type: 'recorded', seq: 0, caller: new Int16Array(320), us: new Int16Array(320) });
    await running.clock.advance(0);
    expect(running.told.every(({ name }) => name === 'part.degraded')).toBe(true);
  });
});
