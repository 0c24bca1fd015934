import type { z } from 'zod';
import { Settings } from '../../../../domain/settings/settings.ts';
import type { SettingKey } from './setting-list.ts';

function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  // What is no text says by itself what it may be.
  if (issue.input !== undefined && typeof issue.input !== 'string') return undefined;
  if (issue.code === 'too_small') return 'Fill this in.';
  if (issue.code === 'too_big') return `At most ${String(issue['maximum'])} characters.`;
  if (issue.code === 'invalid_format') return 'Write an address such as http://127.0.0.1:11434.';
  return undefined;
}

/** Why a setting cannot have this value, by the same schema that main keeps it with; null where it can. */
export function settingTrouble(key: SettingKey, value: unknown): string | null {
  const parsed = Settings.shape[key].safeParse(value, { error: inWords });
  return parsed.success ? null : (parsed.error.issues[0]?.message ?? 'This value cannot be used.');
}
