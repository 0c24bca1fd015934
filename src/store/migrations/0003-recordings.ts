import type { Migration } from './migration.ts';

/**
 * Recordings may begin before the first fact of their call is there, so they hang on no call. `by_store` marks the end
 * that the store itself wrote for a call that was cut off: it yields to whatever the call still has to say.
 */
export const recordings: Migration = {
  version: 3,
  name: 'recordings',
  up(database) {
    database.exec(`
      CREATE TABLE recordings (
        call_id TEXT PRIMARY KEY,
        file TEXT NOT NULL UNIQUE,
        duration_ms REAL,
        finished INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;
      ALTER TABLE facts ADD COLUMN by_store INTEGER NOT NULL DEFAULT 0;
    `);
  },
};
