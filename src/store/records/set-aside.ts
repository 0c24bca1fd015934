import { existsSync, renameSync, rmSync } from 'node:fs';

const SIDE_FILES = ['', '-wal', '-shm', '-journal'];

/** Renames a database and its side files so that nothing of it is lost. Answers its new path. Throws what the disk says. */
export function setAside(path: string, atWallMs: number): string {
  const stamp = new Date(atWallMs)
    .toISOString()
    .replaceAll(':', '-')
    .replace(/\.\d+Z$/, 'Z');
  let kept = `${path}.damaged-${stamp}`;
  for (let copy = 2; existsSync(kept); copy++) kept = `${path}.damaged-${stamp}-${copy}`;
  for (const side of SIDE_FILES) if (existsSync(path + side)) renameSync(path + side, kept + side);
  return kept;
}

/** Removes a database and its side files, also where there is none. Throws what the disk says. */
export function removeDatabase(path: string): void {
  for (const side of SIDE_FILES) rmSync(path + side, { force: true });
}
