import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadBetterSqlite3 } from './better-sqlite3-driver.ts';
import { chooseDriver } from './choose-driver.ts';
import type { Database, SqlValue } from './database.ts';
import { loadPhotostructure } from './photostructure-driver.ts';

const drivers = [await loadBetterSqlite3(), await loadPhotostructure()];

test('the runtime decides on the driver', async () => {
  expect((await chooseDriver(9)).name).toBe('@photostructure/sqlite');
  expect((await chooseDriver(10)).name).toBe('better-sqlite3');
});

describe.each(drivers)('$name', (driver) => {
  let folder: string;
  let path: string;
  let database: Database;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-driver-'));
    path = join(folder, 'a.db');
    database = driver.open(path, { busyMs: 50 });
    database.exec('CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT, weight REAL, body BLOB) STRICT');
  });
  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const insert = (...values: SqlValue[]) =>
    database.prepare('INSERT INTO things (name, weight, body) VALUES (?, ?, ?)').run(...values);
  const codeOf = (work: () => unknown): unknown => {
    try {
      work();
    } catch (error) {
      return (error as { code?: string }).code;
    }
    return 'nothing thrown';
  };

  test('gives back what was put in, as plain objects', () => {
    expect(insert('Ann "O\'Neil" 🏡', 1.5, new Uint8Array([0, 255]))).toBe(1);
    const row = database.prepare('SELECT * FROM things').get();
    expect(row).toStrictEqual({ id: 1, name: 'Ann "O\'Neil" 🏡', weight: 1.5, body: new Uint8Array([0, 255]) });
    expect(database.prepare('SELECT * FROM things WHERE id = ?').get(2)).toBeUndefined();
    expect(database.prepare('SELECT * FROM things WHERE id = ?').all(2)).toEqual([]);
  });

  test('keeps milliseconds since 1970 exact', () => {
    insert(null, Date.UTC(2026, 10, 22, 21, 30, 0, 123), null);
    expect(database.prepare('SELECT weight FROM things').get()).toEqual({ weight: 1795383000123 });
  });

  test.each([new Date(0), undefined, true, 10n, 2 ** 53, NaN, { a: 1 }])('refuses to bind %s', (value) => {
    expect(() => insert('x', value as SqlValue, null)).toThrow(TypeError);
    expect(database.prepare('SELECT count(*) AS n FROM things').get()).toEqual({ n: 0 });
  });

  test('a transaction that throws leaves nothing behind and the next one works', () => {
    const boom = () =>
      database.transaction(() => {
        insert('gone', null, null);
        throw new Error('boom');
      });
    expect(boom).toThrow('boom');
    expect(database.transaction(() => insert('kept', null, null))).toBe(1);
    expect(database.prepare('SELECT name FROM things').all()).toEqual([{ name: 'kept' }]);
  });

  test('reads and sets pragmas', () => {
    expect(database.pragma('journal_mode = WAL')).toBe('wal');
    database.pragma('user_version = 7');
    expect(database.pragma('user_version')).toBe(7);
    expect(database.pragma('foreign_key_check')).toBeNull();
  });

  test('names a broken rule, a full disk and a lock alike', () => {
    expect(codeOf(() => database.exec('INSERT INTO things (id) VALUES (1); INSERT INTO things (id) VALUES (1)'))).toBe(
      'SQLITE_CONSTRAINT',
    );
    expect(codeOf(() => database.prepare('SELEC'))).toBe('SQLITE_ERROR');
    database.pragma('max_page_count = 3');
    expect(codeOf(() => insert('x'.repeat(100_000), null, null))).toBe('SQLITE_FULL');
    expect(database.prepare('SELECT count(*) AS n FROM things').get()).toEqual({ n: 1 });
    database.exec('BEGIN IMMEDIATE');
    const other = driver.open(path, { busyMs: 20 });
    expect(codeOf(() => other.exec('DELETE FROM things'))).toBe('SQLITE_BUSY');
    other.close();
  });

  test('has full-text search', () => {
    database.exec("CREATE VIRTUAL TABLE said USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')");
    database.exec("INSERT INTO said (text) VALUES ('The café is open')");
    expect(database.prepare('SELECT text FROM said WHERE said MATCH ?').all('"cafe"*')).toHaveLength(1);
  });

  test('closing twice is harmless', () => {
    database.close();
    database.close();
  });
});
