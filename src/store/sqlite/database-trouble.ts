import type { Failure } from '../../domain/failure.ts';
import { DatabaseError } from './database.ts';

/** What a person must hear when SQLite cannot do its work, or undefined where it is a bug of ours and should be thrown. */
export function databaseTrouble(error: unknown, path: string): Failure | undefined {
  if (!(error instanceof DatabaseError)) return undefined;
  switch (error.code) {
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return { kind: 'database-damaged', path, detail: error.message };
    case 'SQLITE_FULL':
      return { kind: 'disk-full', path };
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return { kind: 'database-locked', path };
    case 'SQLITE_IOERR':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
      return isOutOfSpace(error)
        ? { kind: 'disk-full', path }
        : { kind: 'file-unreadable', path, detail: error.message };
    default:
      return undefined;
  }
}

// Only writing pages reports a full disk as SQLITE_FULL; growing the log's index or a journal is an input/output error.
function isOutOfSpace({ cause }: DatabaseError): boolean {
  const { code, systemErrno } = cause as { code?: unknown; systemErrno?: unknown };
  return systemErrno === 28 || code === 'SQLITE_IOERR_SHMSIZE' || code === 'SQLITE_IOERR_WRITE';
}
