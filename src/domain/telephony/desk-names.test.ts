import { expect, test } from 'vitest';
import { deskNames } from './desk-names.ts';

test.each([
  ['front-desk', 'front_desk'],
  ['Büro-2.fritz.box', 'buro_2'],
  ['--Dana’s MacBook--', 'dana_s_macbook'],
  ['事務所', 'desk'],
  ['', 'desk'],
])('the machine %j is %s', (hostName, deviceName) => {
  expect(deskNames(hostName)).toEqual({ deviceName, identity: `latchkey_${deviceName}` });
});

test('a long name is cut, and still one that Twilio takes', () => {
  const { identity } = deskNames(`${'a'.repeat(39)}-${'b'.repeat(60)}`);
  expect(identity).toBe(`latchkey_${'a'.repeat(39)}`);
});
