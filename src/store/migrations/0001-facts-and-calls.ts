import type { Migration } from './migration.ts';

/** Facts are the truth; `calls` is what they fold into, kept beside them so that History need not fold. */
export const factsAndCalls: Migration = {
  version: 1,
  name: 'facts and calls',
  up(database) {
    database.exec(`
      CREATE TABLE calls (
        call_id TEXT PRIMARY KEY,
        started_wall_ms REAL NOT NULL,
        answered INTEGER NOT NULL,
        talk_ms REAL NOT NULL,
        take_overs INTEGER NOT NULL,
        end_reason TEXT,
        record TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX calls_by_start ON calls (started_wall_ms);
      CREATE TABLE facts (
        call_id TEXT NOT NULL REFERENCES calls (call_id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        at_wall_ms REAL NOT NULL,
        fact TEXT NOT NULL,
        PRIMARY KEY (call_id, seq)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
