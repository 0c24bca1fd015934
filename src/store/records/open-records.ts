import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import { migrate, SCHEMA_VERSION } from '../migrations/migrate.ts';
import { DatabaseError, type Database, type Driver } from '../sqlite/database.ts';
import { databaseTrouble } from '../sqlite/database-trouble.ts';
import { diskFailure } from '../disk-failure.ts';
import { addFactRow } from './append-fact.ts';
import { noteDeleted } from './delete-call.ts';
import { fillCalendar } from '../calendar/salvage-calendar.ts';
import { closeQuietly, salvageFacts, type Salvage } from './salvage-facts.ts';
import { removeDatabase, setAside } from './set-aside.ts';

// https://sqlite.org/fileformat2.html#user_version_number
const USER_VERSION_AT = 60;

/** The schema version as it stands in the file, read without SQLite, which would touch the file. 0 where there is none. */
function versionInFile(path: string): number {
  const bytes = Buffer.alloc(4);
  try {
    const file = openSync(path, 'r');
    try {
      return readSync(file, bytes, 0, 4, USER_VERSION_AT) === 4 && isDatabase(file) ? bytes.readUInt32BE() : 0;
    } finally {
      closeSync(file);
    }
  } catch {
    return 0;
  }
}

function isDatabase(file: number): boolean {
  const magic = Buffer.alloc(16);
  readSync(file, magic, 0, 16, 0);
  return magic.toString('latin1') === 'SQLite format 3\0';
}

/** Where the words that a table is made of are damaged, SQLite takes them for a mistake of whoever asks. */
function quickCheck(database: Database): string {
  try {
    return String(database.pragma('quick_check(1)'));
  } catch (error) {
    if (error instanceof DatabaseError && error.code === 'SQLITE_ERROR') return error.message;
    throw error;
  }
}

/** Opens, checks and migrates. Throws `DatabaseError`. */
function openSound(driver: Driver, path: string): Result<Database, Failure> {
  const found = versionInFile(path);
  if (found > SCHEMA_VERSION) return failed({ kind: 'database-newer', found, supported: SCHEMA_VERSION });
  mkdirSync(dirname(path), { recursive: true });
  const database = driver.open(path);
  try {
    // One writer for good: a second Latchkey is told so at once, and no index of the log has to be shared.
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    // With FULL a commit is on the disk when it returns: an acknowledged fact outlives a power cut.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('secure_delete = ON');
    const verdict = quickCheck(database);
    if (verdict !== 'ok') throw new DatabaseError('SQLITE_CORRUPT', verdict.replace(/\s+/g, ' '), undefined);
    const migrated = migrate(database);
    if (migrated.ok) return ok(database);
    database.close();
    return migrated;
  } catch (error) {
    closeQuietly(database);
    throw error;
  }
}

/**
 * Starts a new database with every fact that can still be read of a damaged one, which is set aside whole. The new one
 * is complete before the old one is moved: whoever is ended in the middle of this begins again. Throws like `openSound`
 * as long as the old one is in its place.
 */
function startAnew({ driver, path, wallTime }: OpenDeps, detail: string): OpenedRecords {
  const anew = anewOf(path);
  const salvage = salvageFacts(driver, path);
  try {
    removeDatabase(anew);
    fill(openSound(driver, anew), salvage);
  } catch (error) {
    removeDatabase(anew);
    throw error;
  }
  const kept = setAside(path, wallTime());
  const calls = new Set(salvage.facts.map((fact) => fact.callId)).size;
  const rescued =
    salvage.facts.length === 0
      ? 'no call could be read from it'
      : `${calls} calls could still be read from it and were taken over`;
  const damage: Failure = { kind: 'database-damaged', path: kept, detail: `${detail}; ${rescued}` };
  try {
    renameSync(anew, path);
    return { opened: openSound(driver, path), damage };
  } catch (error) {
    // The rescue is made: the next time opens what came of it.
    return { opened: failed(refusal(error, path)), damage };
  }
}

/** Throws what neither SQLite nor the file system said. */
const refusal = (error: unknown, path: string): Failure => databaseTrouble(error, path) ?? diskFailure(error, path);

const anewOf = (path: string): string => `${path}.anew`;

function fill(opened: Result<Database, Failure>, { facts, deleted, calendar }: Salvage): void {
  if (!opened.ok) return;
  const database = opened.value;
  try {
    database.transaction(() => {
      for (const callId of deleted) noteDeleted(database, callId);
      for (const fact of facts) addFactRow(database, fact, { byStore: false });
      fillCalendar(database, calendar);
    });
  } finally {
    database.close();
  }
}

/**
 * What was complete when Latchkey was ended between setting the old one aside and putting the new one in its place, or
 * when that was refused. Answers whether there was such a thing.
 */
function finishStartingAnew({ path, wallTime }: OpenDeps): boolean {
  if (existsSync(path) || !existsSync(anewOf(path))) return false;
  // A log that the old one left behind would be played into the new one.
  setAside(path, wallTime());
  renameSync(anewOf(path), path);
  return true;
}

export type OpenDeps = {
  driver: Driver;
  path: string;
  wallTime: () => number;
  /** What SQLite complained of while the file was in use: it is set aside without being asked again. */
  knownDamage: string | null;
};
export type OpenedRecords = { opened: Result<Database, Failure>; damage: Failure | null };

/**
 * Opens the records, whatever state they are in. `damage` says what was set aside on the way, also where what came of
 * it could not be opened. A newer database, a lock
 * and a full disk are failures, and nothing was changed.
 */
export function openRecords(deps: OpenDeps): OpenedRecords {
  try {
    const finished = finishStartingAnew(deps);
    if (deps.knownDamage !== null && !finished) return startAnew(deps, deps.knownDamage);
    return { opened: openSound(deps.driver, deps.path), damage: null };
  } catch (error) {
    const failure = refusal(error, deps.path);
    if (failure.kind !== 'database-damaged') return { opened: failed(failure), damage: null };
    try {
      return startAnew(deps, failure.detail);
    } catch (second) {
      return { opened: failed(refusal(second, deps.path)), damage: null };
    }
  }
}
