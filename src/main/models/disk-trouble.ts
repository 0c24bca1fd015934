import type { Failure } from '../../domain/failure.ts';

/** What a rejected file operation means to a person; undefined where it is no trouble of the disk. */
export function diskTrouble(error: unknown, path: string): Failure | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'disk-full', path };
  if (typeof code !== 'string' || !/^E[A-Z]+$/.test(code)) return undefined;
  return { kind: 'file-unreadable', path, detail: error instanceof Error ? error.message : code };
}
