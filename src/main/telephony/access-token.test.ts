import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { mintAccessToken } from './access-token.ts';

const REQUEST = {
  accountSid: `AC${'a'.repeat(32)}`,
  apiKeySid: `SK${'b'.repeat(32)}`,
  apiKeySecret: 'the secret of the key',
  applicationSid: `AP${'c'.repeat(32)}`,
  identity: 'latchkey',
  ttlSeconds: 3600,
};

const partsOf = (token: string) => {
  const [head = '', claims = '', signature = ''] = token.split('.');
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  return { header: read(head), claims: read(claims), signed: `${head}.${claims}`, signature };
};

test('A token says whose it is, may call out and be called, and is signed with the secret', () => {
  const before = Math.floor(Date.now() / 1000);
  const { token, expiresAtWallMs } = mintAccessToken(REQUEST);
  const after = Math.floor(Date.now() / 1000);

  const { header, claims, signed, signature } = partsOf(token);
  expect(header).toEqual({ alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' });
  expect(claims).toMatchObject({
    iss: REQUEST.apiKeySid,
    sub: REQUEST.accountSid,
    grants: {
      identity: 'latchkey',
      voice: { incoming: { allow: true }, outgoing: { application_sid: REQUEST.applicationSid } },
    },
  });
  const { exp } = claims as { exp: number };
  expect(exp).toBeGreaterThanOrEqual(before + 3600);
  expect(exp).toBeLessThanOrEqual(after + 3600);
  expect(expiresAtWallMs).toBe(exp * 1000);
  expect(signature).toBe(createHmac('sha256', REQUEST.apiKeySecret).update(signed).digest('base64url'));
});
