import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Database } from '../sqlite/database.ts';
import { factsAndCalls } from './0001-facts-and-calls.ts';
import { recordings } from './0003-recordings.ts';
import { search } from './0002-search.ts';
import { deletedCalls } from './0004-deleted-calls.ts';
import { calendar } from './0005-calendar.ts';
import type { Migration } from './migration.ts';

const MIGRATIONS: readonly Migration[] = [factsAndCalls, search, recordings, deletedCalls, calendar];

/** The schema this version writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings a database to `upTo` (the newest schema unless told), each step in a transaction of its own.
 * A database from a newer version is refused before anything is written.
 */
export function migrate(database: Database, upTo = SCHEMA_VERSION): Result<null, Failure> {
  const found = Number(database.pragma('user_version'));
  if (found > SCHEMA_VERSION) return failed({ kind: 'database-newer', found, supported: SCHEMA_VERSION });
  for (const migration of MIGRATIONS.slice(found, upTo)) {
    database.transaction(() => {
      migration.up(database);
      database.pragma(`user_version = ${migration.version}`);
    });
  }
  return ok(null);
}
