import {
  DatabaseError,
  type Database,
  type NativeDatabase,
  type Row,
  type SqlValue,
  type Statement,
} from './database.ts';

const PRIMARY_CODE = /^SQLITE_[A-Z]+/;

/** better-sqlite3 puts the extended code's name in `code`, @photostructure/sqlite the primary one in `sqliteCodeName`. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, sqliteCodeName } = error as { code?: unknown; sqliteCodeName?: unknown };
  const name = typeof sqliteCodeName === 'string' ? sqliteCodeName : code;
  return typeof name === 'string' ? PRIMARY_CODE.exec(name)?.[0] : undefined;
}

function sqlite<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    const code = codeOf(error);
    throw code === undefined || error instanceof DatabaseError
      ? error
      : new DatabaseError(code, (error as Error).message, error);
  }
}

// One driver stores a Date as NULL without a word and the other throws; here both refuse what is not a SqlValue.
function bindable(values: SqlValue[]): SqlValue[] {
  for (const value of values as unknown[]) {
    const fits =
      value === null ||
      typeof value === 'string' ||
      value instanceof Uint8Array ||
      (typeof value === 'number' &&
        Number.isFinite(value) &&
        (!Number.isInteger(value) || Number.isSafeInteger(value)));
    if (!fits) throw new TypeError(`cannot bind a ${value instanceof Date ? 'Date' : typeof value} to a statement`);
  }
  return values;
}

// Rows come with a null prototype or without, blobs as Buffer or Uint8Array: made alike here.
function plainRow(native: unknown): Row {
  const row: Record<string, SqlValue> = { ...(native as Record<string, SqlValue>) };
  for (const [name, value] of Object.entries(row)) if (value instanceof Uint8Array) row[name] = new Uint8Array(value);
  return row;
}

function wrapStatement(native: ReturnType<NativeDatabase['prepare']>): Statement {
  return {
    run: (...values) => sqlite(() => native.run(...bindable(values)).changes),
    get: (...values) => {
      const row = sqlite(() => native.get(...bindable(values)));
      return row === undefined ? undefined : plainRow(row);
    },
    all: (...values) => sqlite(() => native.all(...bindable(values))).map(plainRow),
  };
}

/** Makes any driver's database behave the same: values, rows, errors, transactions. */
export function wrapNative(native: NativeDatabase): Database {
  let closed = false;
  const prepared = new Map<string, Statement>();
  const prepare = (sql: string): Statement => {
    const known = prepared.get(sql) ?? wrapStatement(sqlite(() => native.prepare(sql)));
    prepared.set(sql, known);
    return known;
  };
  const exec = (sql: string) => {
    sqlite(() => native.exec(sql));
  };
  const rollBack = () => {
    try {
      exec('ROLLBACK');
    } catch {
      // A full disk or a damaged page makes SQLite roll back by itself.
    }
  };
  return {
    prepare,
    exec,
    pragma(text) {
      const row = wrapStatement(sqlite(() => native.prepare(`PRAGMA ${text}`))).all()[0];
      return row ? (Object.values(row)[0] ?? null) : null;
    },
    transaction(work) {
      exec('BEGIN IMMEDIATE');
      try {
        const value = work();
        exec('COMMIT');
        return value;
      } catch (error) {
        rollBack();
        throw error;
      }
    },
    close() {
      if (closed) return;
      closed = true;
      prepared.clear();
      sqlite(() => native.close());
    },
  };
}
