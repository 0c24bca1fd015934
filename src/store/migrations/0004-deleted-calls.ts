import type { Migration } from './migration.ts';

/** The ids of deleted calls, and nothing else of them: a fact that was still on its way must not bring one back. */
export const deletedCalls: Migration = {
  version: 4,
  name: 'deleted calls',
  up(database) {
    database.exec('CREATE TABLE deleted_calls (call_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID');
  },
};
