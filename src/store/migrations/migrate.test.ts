import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { foldCall } from '../../domain/record/call-record.ts';
import { appendFact } from '../records/append-fact.ts';
import { deleteCall } from '../records/delete-call.ts';
import { listCalls } from '../records/list-calls.ts';
import { loadBetterSqlite3 } from '../sqlite/better-sqlite3-driver.ts';
import type { Database } from '../sqlite/database.ts';
import { loadPhotostructure } from '../sqlite/photostructure-driver.ts';
import { createTestFolder } from '../testing/open-test-store.ts';
import { replied, said, wholeCall } from '../testing/sample-facts.ts';
import { migrate, SCHEMA_VERSION } from './migrate.ts';

const drivers = [await loadBetterSqlite3(), await loadPhotostructure()];
const facts = wholeCall('old', 5_000, [said('Is the cottage still for sale?'), replied('It is.', 400)]);

/** What version 1 wrote, in its own words: it knew calls and facts. */
function fillAsVersion1(database: Database): void {
  const record = foldCall(facts)!;
  database
    .prepare(
      'INSERT INTO calls (call_id, started_wall_ms, answered, talk_ms, take_overs, end_reason, record) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run('old', 5_000, 1, record.talkMs, 0, record.endReason, JSON.stringify(record));
  for (const { callId, seq, atWallMs, fact } of facts) {
    database
      .prepare('INSERT INTO facts (call_id, seq, at_wall_ms, fact) VALUES (?, ?, ?, ?)')
      .run(callId, seq, atWallMs, JSON.stringify(fact));
  }
}

/** Tables, columns and triggers as they came to be, in an order of their own. */
const schemaOf = (database: Database) =>
  database.prepare('SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name').all();

describe.each(drivers)('on $name', (driver) => {
  let temporary: ReturnType<typeof createTestFolder>;
  let database: Database;
  beforeEach(() => {
    temporary = createTestFolder();
    database = driver.open(join(temporary.folder, 'a.db'));
    database.pragma('foreign_keys = ON');
  });
  afterEach(() => {
    database.close();
    temporary.remove();
  });
  const search = (text: string) =>
    listCalls(database, { text, limit: 10, before: null }).calls.map((call) => call.callId);

  test.each(Array.from({ length: SCHEMA_VERSION }, (_, n) => n + 1))(
    'a database of version %i becomes the newest, with its calls',
    (version) => {
      expect(migrate(database, 1)).toEqual({ ok: true, value: null });
      fillAsVersion1(database);
      migrate(database, version);
      expect(database.pragma('user_version')).toBe(version);
      expect(migrate(database)).toEqual({ ok: true, value: null });
      expect(database.pragma('user_version')).toBe(SCHEMA_VERSION);
      expect(database.pragma('integrity_check')).toBe('ok');
      expect(search('cottage')).toEqual(['old']);
      expect(search('baker')).toEqual(['old']);
      for (const fact of facts) expect(appendFact(database, fact)).toEqual({ ok: true, value: null });
      deleteCall(database, 'old');
      expect(search('')).toEqual([]);
      expect(search('cottage')).toEqual([]);
      expect(database.prepare('SELECT count(*) AS n FROM said').get()).toEqual({ n: 0 });
      expect(database.prepare('SELECT count(*) AS n FROM facts').get()).toEqual({ n: 0 });
    },
  );

  test('a migrated database has the schema of a new one', () => {
    migrate(database, 1);
    migrate(database, 2);
    migrate(database);
    const fresh = driver.open(':memory:');
    migrate(fresh);
    expect(schemaOf(database)).toEqual(schemaOf(fresh));
    fresh.close();
  });

  test('a step that fails leaves the version before it', () => {
    migrate(database, 1);
    database.exec('CREATE TABLE said (id INTEGER PRIMARY KEY) STRICT');
    expect(() => migrate(database)).toThrow('said');
    expect(database.pragma('user_version')).toBe(1);
  });

  test('a newer version is refused and left as it is', () => {
    database.pragma(`user_version = ${SCHEMA_VERSION + 4}`);
    expect(migrate(database)).toEqual({
      ok: false,
      failure: { kind: 'database-newer', found: SCHEMA_VERSION + 4, supported: SCHEMA_VERSION },
    });
    expect(schemaOf(database)).toEqual([]);
  });
});
