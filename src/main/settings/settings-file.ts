import { readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import { defaultSettings, Settings, type SettingsChange } from '../../domain/settings/settings.ts';
import { writeWholeFile } from '../files/whole-file.ts';
import { changed, type SettingsStore } from './settings-store.ts';

type FileDeps = { path: string; clock: Clock; log: Log };

/**
 * The settings as a JSON file. A file that cannot be used is kept beside as `settings.damaged-<time>.json`, and the
 * defaults serve until something is changed. Every change is on the disk, whole, before it is answered.
 */
export function openSettingsFile({ path, clock, log }: FileDeps): SettingsStore {
  const read = readSettings(path);
  let settings = read.ok ? read.value : defaultSettings;
  const failure = read.ok ? null : read.failure;
  if (failure) {
    log.warn('settings could not be used', { failure });
    setAside(path, clock.wallTime(), log);
  }
  return {
    get: () => settings,
    set(change: SettingsChange) {
      const next = changed(settings, change);
      const kept = writeWholeFile(path, `${JSON.stringify(next, null, 2)}\n`, 'The settings');
      if (kept.ok) settings = next;
      return Promise.resolve(kept.ok ? ok(next) : kept);
    },
    failure,
  };
}

function readSettings(path: string): Result<Settings, Failure> {
  const damaged = (detail: string) => failed<Failure>({ kind: 'settings-damaged', file: path, detail });
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return isMissing(error) ? ok(defaultSettings) : damaged(messageOf(error));
  }
  try {
    const parsed = Settings.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : damaged(parsed.error.issues.map(sayIssue).join('; '));
  } catch {
    return damaged('it is not JSON');
  }
}

function sayIssue(issue: {
  code?: string;
  keys?: readonly string[];
  path: readonly PropertyKey[];
  message: string;
}): string {
  if (issue.code === 'unrecognized_keys') return `there is no setting named ${issue.keys?.join(', ') ?? ''}`;
  return `${issue.path.join('.') || 'the file'}: ${issue.message}`;
}

function setAside(path: string, wallMs: number, log: Log): void {
  const stamp = new Date(wallMs).toISOString().replaceAll(/[:.]/g, '-');
  try {
    renameSync(path, join(dirname(path), `settings.damaged-${stamp}.json`));
  } catch (error) {
    log.error('damaged settings could not be set aside', { error: messageOf(error) });
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
