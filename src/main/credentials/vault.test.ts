import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Log } from '../../base/log.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { type Cipher, createVault } from './vault.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-'));
  file = join(folder, 'keys.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function createKeychain(key = randomBytes(32)): Cipher & { present: boolean } {
  return {
    present: true,
    available() {
      return this.present;
    },
    encrypt(text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const locked = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), locked]);
    },
    decrypt(data) {
      const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, 12));
      decipher.setAuthTag(data.subarray(12, 28));
      return Buffer.concat([decipher.update(data.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}

const logged: string[] = [];
const note = (message: string, fields?: object) => logged.push(`${message} ${JSON.stringify(fields)}`);
const log: Log = { debug: note, info: note, warn: note, error: note };
const open = (cipher: Cipher) => createVault({ cipher, file, clock: createFakeClock(), log });

test('A secret is there after a restart, and nobody reads it in the file', () => {
  const cipher = createKeychain();
  expect(open(cipher).set('twilio', 'the secret')).toEqual({ ok: true, value: { kept: 'keychain' } });
  expect(readFileSync(file, 'utf8')).not.toContain('the secret');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(open(cipher).get('twilio')).toBe('the secret');
  expect(readdirSync(folder)).toEqual(['keys.json']);
});

test('Secrets that are put away are all there; one that was removed is not', () => {
  const cipher = createKeychain();
  const vault = open(cipher);
  for (const name of ['a', 'b', 'c']) vault.set(name, `secret ${name}`);
  vault.remove('b');
  const again = open(cipher);
  expect(['a', 'b', 'c'].map((name) => again.get(name))).toEqual(['secret a', null, 'secret c']);
});

test('Without a keychain a secret is in memory only, and the answer says so', () => {
  const cipher = createKeychain();
  cipher.present = false;
  const vault = open(cipher);
  expect(vault.set('twilio', 'the secret')).toEqual({ ok: true, value: { kept: 'memory' } });
  expect(vault.get('twilio')).toBe('the secret');
  expect(vault.kept()).toBe('memory');
  expect(existsSync(file)).toBe(false);
  expect(open(cipher).get('twilio')).toBeNull();
});

test.each([
  ['cut off', '{"version":1,"lock'],
  ['of another shape', '{"version":2}'],
  ['locked by another keychain', null],
])('A file that is %s is set aside and told; new secrets are kept', (_what, text) => {
  if (text === null) open(createKeychain()).set('twilio', 'the secret');
  else writeFileSync(file, text);
  const before = readFileSync(file, 'utf8');

  const cipher = createKeychain();
  const vault = open(cipher);
  expect(vault.failure).toMatchObject({ kind: 'secrets-damaged', file });
  expect(vault.get('twilio')).toBeNull();
  expect(readFileSync(`${file}.damaged-2026-01-05T15-00-00-000Z`, 'utf8')).toBe(before);
  vault.set('twilio', 'another');
  expect(open(cipher).get('twilio')).toBe('another');
  expect(logged.join()).not.toContain('the secret');
});

test('A secret that cannot be written is not said to be kept', () => {
  const cipher = createKeychain();
  const vault = createVault({ cipher, file: join(file, 'below', 'a file'), clock: createFakeClock(), log });
  writeFileSync(file, '');
  expect(vault.set('twilio', 'the secret')).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  expect(vault.get('twilio')).toBeNull();
});
