import type { Migration } from './migration.ts';

/** `said` holds one row per thing a search may find: the lead's name and every turn; the index follows by trigger. */
export const search: Migration = {
  version: 2,
  name: 'search',
  up(database) {
    database.exec(`
      CREATE TABLE said (
        id INTEGER PRIMARY KEY,
        call_id TEXT NOT NULL REFERENCES calls (call_id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (call_id, seq)
      ) STRICT;
      CREATE VIRTUAL TABLE said_index USING fts5(
        text, content = 'said', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
      );
      -- What a person deletes is overwritten in the index too, not only marked.
      INSERT INTO said_index (said_index, rank) VALUES ('secure-delete', 1);
      CREATE TRIGGER said_added AFTER INSERT ON said BEGIN
        INSERT INTO said_index (rowid, text) VALUES (new.id, new.text);
      END;
      CREATE TRIGGER said_removed AFTER DELETE ON said BEGIN
        INSERT INTO said_index (said_index, rowid, text) VALUES ('delete', old.id, old.text);
      END;
      INSERT INTO said (call_id, seq, text)
        SELECT call_id, seq, coalesce(fact ->> '$.turn.text', fact ->> '$.leadName') FROM facts
        WHERE fact ->> '$.type' IN ('callRequested', 'turnFinished');
    `);
  },
};
