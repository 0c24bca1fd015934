import { expect, test } from 'vitest';
import { nothingMade, type SetUpMade } from '../../domain/telephony/plan-set-up.ts';
import { accountFromSetUp, tokenFromSetUp } from './token-from-set-up.ts';

const made: SetUpMade = {
  accountSid: 'AC1',
  apiKeySid: 'SK1',
  application: { sid: 'AP1', domainName: 'latchkey-4711.twil.io' },
  variables: { LATCHKEY_IDENTITY: 'latchkey' },
};
const vault = (secret: string | null) => ({ get: () => secret });

function claimsOf(...given: Parameters<typeof tokenFromSetUp>): unknown {
  const minted = tokenFromSetUp(...given);
  if (!minted.ok) throw new Error(minted.failure.kind);
  return JSON.parse(Buffer.from(minted.value.token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

test('What the set-up made is enough for a token of its account, key, application and identity', () => {
  expect(claimsOf(made, vault('the secret'))).toMatchObject({
    iss: 'SK1',
    sub: 'AC1',
    grants: { identity: 'latchkey', voice: { outgoing: { application_sid: 'AP1' } } },
  });
});

test('A test of the connection is rung under no name of the desk', () => {
  expect(claimsOf(made, vault('the secret'), 'test')).toMatchObject({
    sub: 'AC1',
    grants: { identity: 'latchkey_test', voice: { outgoing: { application_sid: 'AP1' } } },
  });
});

test('Without a set-up, half-way through one, or without the secret it says what to do', () => {
  const refused = (reason: RegExp) => ({
    ok: false,
    failure: { kind: 'refused', reason: expect.stringMatching(reason) as string },
  });
  expect(tokenFromSetUp(nothingMade, vault('the secret'))).toEqual(refused(/not set up/));
  expect(tokenFromSetUp({ accountSid: 'AC1', apiKeySid: 'SK1' }, vault('the secret'))).toEqual(refused(/not set up/));
  expect(tokenFromSetUp(made, vault(null))).toEqual(refused(/run the set-up again/));
});

test('The account can be asked with the key for calls, and only while both are there', () => {
  const road = { fetch: () => Promise.reject(new TypeError('fetch failed')) };
  expect(accountFromSetUp(made, vault('the secret'), road)).not.toBeNull();
  expect(accountFromSetUp(made, vault(null), road)).toBeNull();
  expect(accountFromSetUp(nothingMade, vault('the secret'), road)).toBeNull();
});
