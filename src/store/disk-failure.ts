import type { Failure } from '../domain/failure.ts';

const NO_ROOM: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Whether the file system said that there is no room. */
export const isWantOfRoom = (error: unknown): boolean => NO_ROOM.has((error as NodeJS.ErrnoException).code);

/** What the file system said as a failure; throws on what it did not say, which is a bug of ours. */
export function diskFailure(error: unknown, path: string): Failure {
  const { code, message } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) throw error;
  return isWantOfRoom(error) ? { kind: 'disk-full', path } : { kind: 'file-unreadable', path, detail: message };
}
