import { ok, type Result } from '../../base/result.ts';
import {
  type CheckpointChoice,
  type ServerChoice,
  type ServerKind,
  serverAt,
  splitSecret,
  withSecret,
  type WrittenServer,
} from '../../domain/checkpoint/checkpoint-choice.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Settings, SettingsChange } from '../../domain/settings/settings.ts';
import type { Vault } from '../credentials/vault.ts';

/** Where calls are kept, put together of the settings and the password in the keychain. */
export type CheckpointKeeper = {
  /** As the voice wants it, with the password in it. */
  choice(): CheckpointChoice;
  /** What is written, as the voice wants it; keeps nothing. */
  written(server: WrittenServer): ServerChoice;
  /** Puts the password away. Answers the settings to change, which have none in them, and what takes it back. */
  keep(server: WrittenServer): Result<{ change: SettingsChange; undo(): void }, Failure>;
  view(): { passwords: Record<ServerKind, boolean>; kept: 'keychain' | 'memory' };
};

const nameOf = (kind: ServerKind) => `checkpoints.${kind}`;
const addressOf = (kind: ServerKind, settings: Settings) =>
  kind === 'redis' ? settings.redisUrl : settings.postgresUrl;

export function createCheckpointKeeper(deps: { vault: Vault; settings: () => Settings }): CheckpointKeeper {
  const { vault, settings } = deps;

  /** A password goes to the server that it was given for, and to no other. */
  const keptFor = (kind: ServerKind, url: string): string | null =>
    isSameServer(kind, url, addressOf(kind, settings())) ? vault.get(nameOf(kind)) : null;
  const parted = ({ kind, url: typed, password: given }: WrittenServer) => {
    const { url, password } = splitSecret(typed);
    return { kind, url, password: password ?? given ?? keptFor(kind, url) };
  };

  return {
    choice() {
      const { checkpointPlace: kind } = settings();
      if (kind === 'disk') return { kind };
      return { kind, url: withSecret(addressOf(kind, settings()), vault.get(nameOf(kind))) };
    },
    written(server) {
      const { kind, url, password } = parted(server);
      return { kind, url: withSecret(url, password) };
    },
    keep(server) {
      const { kind, url, password } = parted(server);
      const before = vault.get(nameOf(kind));
      const put = (secret: string | null) => (secret ? vault.set(nameOf(kind), secret) : vault.remove(nameOf(kind)));
      const done = put(password);
      if (!done.ok) return done;
      const change = { checkpointPlace: kind, ...(kind === 'redis' ? { redisUrl: url } : { postgresUrl: url }) };
      return ok({ change, undo: () => void put(before) });
    },
    view: () => ({
      passwords: { redis: vault.get(nameOf('redis')) !== null, postgres: vault.get(nameOf('postgres')) !== null },
      kept: vault.kept(),
    }),
  };
}

const isSameServer = (kind: ServerKind, one: string, other: string): boolean =>
  serverAt(kind, one) === serverAt(kind, other) && new URL(one).username === new URL(other).username;
