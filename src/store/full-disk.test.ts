import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadBetterSqlite3 } from './sqlite/better-sqlite3-driver.ts';
import { DatabaseError, type Driver } from './sqlite/database.ts';
import { loadPhotostructure } from './sqlite/photostructure-driver.ts';
import { createTestFolder, openTestStore, type TestStore } from './testing/open-test-store.ts';
import { answered, factsOf, requested, said, wholeCall } from './testing/sample-facts.ts';

const drivers = [
  { name: 'better-sqlite3', loadDriver: loadBetterSqlite3 },
  { name: '@photostructure/sqlite', loadDriver: loadPhotostructure },
];
const troubles = (store: TestStore) => store.told.filter(({ name }) => name !== 'call.changed');

describe.each(drivers)('on $name', ({ loadDriver }) => {
  test('a full disk is told once, the facts wait in order and are written when there is room, unless their call was deleted', async () => {
    const temporary = createTestFolder();
    const path = join(temporary.folder, 'latchkey.db');
    let full = false;
    const driver = await loadDriver();
    const filling: Driver = {
      ...driver,
      open(file, options) {
        const database = driver.open(file, options);
        return {
          ...database,
          transaction(work) {
            if (full) throw new DatabaseError('SQLITE_FULL', 'database or disk is full', undefined);
            return database.transaction(work);
          },
        };
      },
    };
    const running = await openTestStore(temporary.folder, { loadDriver: () => Promise.resolve(filling) });
    const facts = factsOf('a', 1_000, [requested(), answered(), said('one'), said('two'), said('three')]);
    await running.append(facts.slice(0, 1));
    full = true;
    const failure = { kind: 'disk-full', path };
    for (const fact of facts.slice(1, 4))
      expect(await running.client.call('fact.append', fact)).toEqual({ ok: false, failure });
    expect(await running.client.call('fact.append', facts[2]!)).toEqual({ ok: false, failure });
    await running.clock.advance(5_000);
    expect(troubles(running)).toEqual([{ name: 'part.degraded', payload: { failure } }]);
    expect(await running.client.call('call.get', { callId: 'a' })).toMatchObject({ ok: true });
    full = false;
    await running.clock.advance(1_000);
    expect(running.told.at(-1)).toEqual({ name: 'part.recovered', payload: { failure } });
    await running.append(facts);
    const record = await running.client.call('call.get', { callId: 'a' });
    expect(record.ok && record.value.turns.map((turn) => turn.text)).toEqual(['one', 'two', 'three']);

    await running.append(wholeCall('b', 2_000));
    full = true;
    const late = factsOf('b', 2_000, [requested(), requested(), requested(), requested(), said('a secret')])[4]!;
    expect(await running.client.call('fact.append', late)).toEqual({ ok: false, failure });
    full = false;
    expect(await running.client.call('call.delete', { callId: 'b' })).toMatchObject({ ok: true });
    await running.clock.advance(2_000);
    expect(await running.client.call('call.get', { callId: 'b' })).toMatchObject({ failure: { kind: 'not-found' } });
    await running.close();
    temporary.remove();
  });
});

/** A disk of 1 MB of our own, where this machine lets us mount one (Linux, as root). */
function mountSmallDisk(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}
const unmount = (folder: string) => {
  execFileSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true });
};
const mayMount = (() => {
  const folder = mountSmallDisk();
  if (folder !== undefined) unmount(folder);
  return folder !== undefined;
})();

if (!mayMount) console.log('Skipped: a real full disk needs Linux and a person who may mount one.');

describe.skipIf(!mayMount).each(drivers)('on a real disk of 1 MB, with $name', ({ loadDriver }) => {
  let disk: string;
  beforeAll(() => {
    disk = mountSmallDisk()!;
  });
  afterAll(() => unmount(disk));

  test('every acknowledged fact is there; those that had to wait come in when there is room', async () => {
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, new Uint8Array(500_000));
    const running = await openTestStore(join(disk, 'records'), { loadDriver });
    const line = running.record('a');
    const facts = factsOf('a', 1, [
      requested(),
      ...Array.from({ length: 400 }, (_, n) => said(`${n} ${'long sentence '.repeat(10)}`)),
    ]);
    const refused: number[] = [];
    for (const fact of facts) {
      const written = await running.client.call('fact.append', fact);
      if (!written.ok) {
        expect(written.failure).toMatchObject({ kind: 'disk-full' });
        refused.push(fact.seq);
      }
      if (refused.length === 5) break;
    }
    expect(refused).toHaveLength(5);
    expect(refused[4]).toBe(refused[0]! + 4);
    const turns = async () => {
      const record = await running.client.call('call.get', { callId: 'a' });
      return record.ok ? record.value.turns.length : record.failure;
    };
    expect(await turns()).toBe(refused[0]! - 1);

    for (let seq = 0; seq < 200; seq++)
      line.post({ type: 'recorded', seq, caller: new Int16Array(320), us: new Int16Array(320) });
    await running.clock.advance(0);
    const kinds = () =>
      troubles(running).map(({ name, payload }) =>
        name === 'part.recovered' ? 'recovered' : (payload as { failure: { kind: string } }).failure.kind,
      );
    // Once for the records, once for the recording.
    expect(kinds()).toEqual(['disk-full', 'disk-full']);
    expect(await running.client.call('recording.find', { callId: 'a' })).toMatchObject({ ok: true });

    rmSync(ballast);
    await running.clock.advance(1_000);
    expect(await turns()).toBe(refused[4]);
    expect(kinds()).toEqual(['disk-full', 'disk-full', 'recovered']);
    await running.close();
  });
});
