/** What may be bound to a statement and what comes back. No Date, no boolean, no bigint: the drivers disagree on them. */
export type SqlValue = string | number | Uint8Array | null;
export type Row = Readonly<Record<string, SqlValue>>;

export type Statement = {
  /** Runs it and answers how many rows changed. */
  run(...values: SqlValue[]): number;
  get(...values: SqlValue[]): Row | undefined;
  all(...values: SqlValue[]): Row[];
};

/** One open SQLite file: the whole of SQLite that this product uses, the same on every driver. Throws `DatabaseError`. */
export type Database = {
  prepare(sql: string): Statement;
  /** Runs any number of statements without values. */
  exec(sql: string): void;
  /** Reads or sets a pragma: first column of the first row, null where it answers nothing. */
  pragma(text: string): SqlValue;
  /** All of `work` or nothing of it; takes the write lock at once. Does not nest. */
  transaction<Value>(work: () => Value): Value;
  close(): void;
};

export type OpenOptions = {
  readOnly?: boolean;
  /** How long to wait for another process's lock, ms. */ busyMs?: number;
};
export type Driver = { name: string; open(path: string, options?: OpenOptions): Database };

/** What SQLite said, whichever driver carried it: `code` is the primary result code, e.g. SQLITE_FULL. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code: string;
  constructor(code: string, message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** The driver's own objects, reduced to what both have. */
export type NativeDatabase = {
  prepare(sql: string): {
    run(...values: SqlValue[]): { changes: number };
    get(...values: SqlValue[]): unknown;
    all(...values: SqlValue[]): unknown[];
  };
  exec(sql: string): unknown;
  close(): unknown;
};
