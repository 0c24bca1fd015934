import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import { setAside, writeWholeFile } from '../files/whole-file.ts';

/** The system's keychain, which keeps one key for us: in Electron its safeStorage. */
export type Cipher = {
  /** Whether there is a keychain worth the name. */
  available(): boolean;
  /** Throws where the keychain refuses. */
  encrypt(text: string): Buffer;
  decrypt(data: Buffer): string;
};

/** Where a secret is: on the disk, locked by the keychain, or only in this process until it ends. */
export type Kept = 'keychain' | 'memory';

export type Vault = {
  get(name: string): string | null;
  /** Puts a secret away; without a keychain it is kept in memory, never written in the clear, and the answer says so. */
  set(name: string, secret: string): Result<{ kept: Kept }, Failure>;
  remove(name: string): Result<{ kept: Kept }, Failure>;
  /** Where a secret that is put away now would be. */
  kept(): Kept;
  /** Why what was on the disk could not be used, or null. */
  readonly failure: Failure | null;
};

const Secrets = z.record(z.string(), z.string());
const SecretsFile = z.strictObject({ version: z.literal(1), locked: z.base64() });

/**
 * Secrets by name, in one file that only this machine's keychain opens. A file that cannot be opened is kept beside as
 * `….damaged-<time>`. Every change is on the disk, whole, before it is answered.
 */
export function createVault(deps: { cipher: Cipher; file: string; clock: Clock; log: Log }): Vault {
  const { cipher, file, clock, log } = deps;
  const read = cipher.available() ? readSecrets(file, cipher) : ok<Record<string, string>>({});
  let secrets = new Map(read.ok ? Object.entries(read.value) : []);
  const failure = read.ok ? null : read.failure;
  if (failure) {
    log.warn('saved keys could not be used', { failure });
    const error = setAside(file, clock.wallTime());
    if (error !== null) log.error('damaged keys could not be set aside', { error });
  }

  const kept = (): Kept => (cipher.available() ? 'keychain' : 'memory');
  const change = (alter: (next: Map<string, string>) => void): Result<{ kept: Kept }, Failure> => {
    const next = new Map(secrets);
    alter(next);
    const where = kept();
    const written = where === 'keychain' ? writeSecrets(file, cipher, Object.fromEntries(next)) : ok(null);
    if (!written.ok) return written;
    secrets = next;
    return ok({ kept: where });
  };

  return {
    get: (name) => secrets.get(name) ?? null,
    set: (name, secret) => change((next) => void next.set(name, secret)),
    remove: (name) => change((next) => void next.delete(name)),
    kept,
    failure,
  };
}

function readSecrets(file: string, cipher: Cipher): Result<Record<string, string>, Failure> {
  const damaged = (detail: string) => failed<Failure>({ kind: 'secrets-damaged', file, detail });
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return isMissing(error) ? ok({}) : damaged(messageOf(error));
  }
  const outer = SecretsFile.safeParse(parsed(text));
  if (!outer.success) return damaged('it is not a file of locked keys');
  try {
    const inner = Secrets.safeParse(parsed(cipher.decrypt(Buffer.from(outer.data.locked, 'base64'))));
    return inner.success ? ok(inner.data) : damaged('what was locked in it is not keys');
  } catch {
    // What the keychain says of it may hold a part of what it read.
    return damaged('the keychain of this machine does not open it');
  }
}

function writeSecrets(path: string, cipher: Cipher, secrets: Record<string, string>): Result<null, Failure> {
  let locked: string;
  try {
    locked = cipher.encrypt(JSON.stringify(secrets)).toString('base64');
  } catch {
    return failed({ kind: 'refused', reason: 'The keys could not be saved: the keychain of this machine refused.' });
  }
  return writeWholeFile(path, `${JSON.stringify({ version: 1, locked })}\n`, 'The keys');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
