import { readFileSync } from 'node:fs';
import type { Clock } from '../../../base/clock.ts';
import type { Log } from '../../../base/log.ts';
import type { Result } from '../../../base/result.ts';
import type { Failure } from '../../../domain/failure.ts';
import { nothingMade, SetUpMade } from '../../../domain/telephony/plan-set-up.ts';
import { setAside, writeWholeFile } from '../../files/whole-file.ts';

export type SetUpFile = {
  get(): SetUpMade;
  /** On the disk, whole, before it is answered. */
  set(made: SetUpMade): Result<null, Failure>;
};

/**
 * What the set-up has made, as a JSON file. One that cannot be used is kept beside, and the set-up begins anew: it finds
 * at Twilio what it had made.
 */
export function openSetUpFile({ file, clock, log }: { file: string; clock: Clock; log: Log }): SetUpFile {
  let made = readMade(file);
  if (made === null) {
    log.warn('the state of the set-up could not be used');
    const error = setAside(file, clock.wallTime());
    if (error !== null) log.error('the state of the set-up could not be set aside', { error });
  }
  return {
    get: () => made ?? nothingMade,
    set(next) {
      const written = writeWholeFile(file, `${JSON.stringify(next, null, 2)}\n`, 'The state of the set-up');
      if (written.ok) made = next;
      return written;
    },
  };
}

/** Null for a file that is there and cannot be used. */
function readMade(file: string): SetUpMade | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? nothingMade : null;
  }
  try {
    return SetUpMade.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
