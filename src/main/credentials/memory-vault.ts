import { ok } from '../../base/result.ts';
import type { Vault } from './vault.ts';

/** Secrets that are gone with this process: for a run that is told by its arguments, and for tests. */
export function createMemoryVault(): Vault {
  const secrets = new Map<string, string>();
  const kept = ok({ kept: 'memory' } as const);
  return {
    get: (name) => secrets.get(name) ?? null,
    set(name, secret) {
      secrets.set(name, secret);
      return kept;
    },
    remove(name) {
      secrets.delete(name);
      return kept;
    },
    kept: () => 'memory',
    failure: null,
  };
}
