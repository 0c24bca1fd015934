import type { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite';

/** The database handle that LangGraph's saver is built on. */
export type CheckpointDatabase = ConstructorParameters<typeof SqliteSaver>[0];

/**
 * Opens the file with the driver that this runtime can load: better-sqlite3 13 needs N-API 10 and crashes the process
 * below it, where @photostructure/sqlite does the same work behind the same calls.
 */
export async function openCheckpointDatabase(
  file: string,
  napi = Number(process.versions['napi'] ?? 0),
): Promise<CheckpointDatabase> {
  if (napi >= 10) {
    const { default: Database } = await import('better-sqlite3');
    return new Database(file);
  }
  const { DatabaseSync, enhance } = await import('@photostructure/sqlite');
  // `enhance` adds what the saver calls (pragma, transaction); its types do not say so.
  return enhance(new DatabaseSync(file)) as unknown as CheckpointDatabase;
}
