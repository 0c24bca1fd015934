import { describe, expect, it } from 'vitest';
import { PhoneNumber } from '../lead/phone-number.ts';
import { askToDial } from './ask-to-dial.ts';
import { whyNeverDialled } from './never-dialled.ts';

const NEVER: [string, RegExp][] = [
  ['+19115550143', /service number/],
  ['+15129110143', /service number/],
  ['+12115550143', /service number/],
  ['+15125551212', /service number/],
  ['+19005550143', /premium/],
  ['+15129760143', /premium/],
  ['+15005550006', /service and not/],
  ['+17005550143', /service and not/],
  ['+18005550143', /toll-free/],
  ['+18885550143', /toll-free/],
  ['+11125550143', /no such number/],
  ['+15121550143', /no such number/],
  ['+14165550143', /50 states/],
  ['+17875550143', /50 states/],
  ['+442079460018', /United States/],
  ['+88216555123', /United States/],
  ['+1911911', /United States/],
];

describe('a number that is never dialled', () => {
  it.each(NEVER)('%s', (written, why) => {
    const number = PhoneNumber.parse(written);
    expect(whyNeverDialled(number)).toMatch(why);
    expect(askToDial({ callId: 'c1', number }, { ownPhones: [number], wallMs: 0 })).toMatchObject({
      ok: false,
      failure: { kind: 'dial-denied', rule: 'C25' },
    });
  });

  it.each(['911', '112', '999', '411', '+911', '+112', '12345', '*67', ''])('%j is not even a number', (written) => {
    expect(PhoneNumber.safeParse(written).success).toBe(false);
  });

  it.each(['+15125550143', '+12025550143', '+19075550143', '+18085550143'])('%s is not one of them', (written) => {
    expect(whyNeverDialled(PhoneNumber.parse(written))).toBeNull();
  });
});
