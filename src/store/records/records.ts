import type { Clock } from '../../base/clock.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Database, Driver } from '../sqlite/database.ts';
import { databaseTrouble } from '../sqlite/database-trouble.ts';
import { openRecords } from './open-records.ts';
import { closeQuietly } from './salvage-facts.ts';

const RETRY_OPEN_MS = 1_000;

export type RecordsDeps = {
  driver: Driver;
  path: string;
  clock: Clock;
  /** A database was opened, at the start or after trouble, and nobody has it yet: what was left undone is done here. */
  onOpened: (database: Database) => void;
  /** Damage that was met and dealt with. */
  onDamage: (failure: Failure) => void;
  /** It cannot be opened; `use` will try again, unless a newer version wrote it. */
  onRefused: (failure: Failure) => void;
};

/** The records file through all its troubles: opened when first asked for, tried again after a lock or a full disk. */
export type Records = {
  use<Value>(work: (database: Database) => Result<Value, Failure>): Result<Value, Failure>;
  close(): void;
};

export function createRecords(deps: RecordsDeps): Records {
  const { driver, path, clock } = deps;
  let database: Database | undefined;
  let refused: { failure: Failure; atMs: number } | undefined;
  let knownDamage: string | null = null;
  let closed = false;

  const refuse = (failure: Failure): Result<never, Failure> => {
    refused = { failure, atMs: clock.now() };
    deps.onRefused(failure);
    return failed(failure);
  };
  const guard = <Value>(work: () => Result<Value, Failure>): Result<Value, Failure> => {
    try {
      return work();
    } catch (error) {
      const failure = databaseTrouble(error, path);
      if (!failure) throw error;
      return failed(failure);
    }
  };
  const openNow = (): Result<Database, Failure> => {
    const { opened, damage } = openRecords({ driver, path, wallTime: () => clock.wallTime(), knownDamage });
    if (damage) {
      // Dealt with, even where what came of it cannot be opened yet: it must not be set aside in its turn.
      knownDamage = null;
      deps.onDamage(damage);
    }
    if (!opened.ok) return refuse(opened.failure);
    knownDamage = null;
    const settled = guard(() => {
      deps.onOpened(opened.value);
      return opened;
    });
    if (settled.ok) {
      database = opened.value;
      refused = undefined;
      return opened;
    }
    closeQuietly(opened.value);
    return refuse(settled.failure);
  };
  const open = (): Result<Database, Failure> => {
    if (database) return ok(database);
    if (closed) return failed({ kind: 'refused', reason: 'The records are closed.' });
    const final = refused?.failure.kind === 'database-newer';
    if (refused && (final || clock.now() - refused.atMs < RETRY_OPEN_MS)) return failed(refused.failure);
    return openNow();
  };
  const giveUp = () => {
    closeQuietly(database);
    database = undefined;
  };
  const attempt = <Value>(work: (database: Database) => Result<Value, Failure>): Result<Value, Failure> => {
    const opened = open();
    return opened.ok ? guard(() => work(opened.value)) : opened;
  };

  return {
    use(work) {
      const first = attempt(work);
      if (first.ok || first.failure.kind !== 'database-damaged') return first;
      // Opening again sets the file aside and rescues what it can.
      knownDamage = first.failure.detail;
      giveUp();
      return attempt(work);
    },
    close() {
      closed = true;
      giveUp();
    },
  };
}
