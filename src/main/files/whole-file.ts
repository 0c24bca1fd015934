import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';

/**
 * Writes a small file beside, forces it to the disk, and puts it in place in one step: a crash leaves the old file or
 * the new one. Only the person themselves may read it. `what` names it in the failure, like "The keys".
 */
export function writeWholeFile(path: string, text: string, what: string): Result<null, Failure> {
  const draft = `${path}.new`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(draft, 'w', 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    return ok(null);
  } catch (error) {
    removeDraft(draft);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT') return failed({ kind: 'disk-full', path });
    return failed({ kind: 'refused', reason: `${what} could not be saved: ${messageOf(error)}.` });
  }
}

/** Keeps a file that cannot be used beside its successor, under the time. Answers why not, or null. */
export function setAside(path: string, wallMs: number): string | null {
  const stamp = new Date(wallMs).toISOString().replaceAll(/[:.]/g, '-');
  try {
    renameSync(path, `${path}.damaged-${stamp}`);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

function removeDraft(draft: string): void {
  try {
    rmSync(draft, { force: true, recursive: true });
  } catch {
    // Where the folder itself is at fault there is no draft.
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
