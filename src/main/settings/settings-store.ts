import { ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Settings, SettingsChange } from '../../domain/settings/settings.ts';

export type SettingsStore = {
  get(): Settings;
  /** Changes what is named, once it is safely kept. */
  set(change: SettingsChange): Promise<Result<Settings, Failure>>;
  /** Why the kept settings could not be used; null where they could. */
  readonly failure: Failure | null;
};

/** The settings with some of them changed. */
export function changed(settings: Settings, change: SettingsChange): Settings {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...settings, ...(Object.fromEntries(named) as Partial<Settings>) };
}

/** Settings that are kept nowhere: for a run that is told by its arguments. */
export function createMemorySettings(first: Settings): SettingsStore {
  let settings = first;
  return {
    get: () => settings,
    set(change) {
      settings = changed(settings, change);
      return Promise.resolve(ok(settings));
    },
    failure: null,
  };
}
