import { describe, expect, it } from 'vitest';
import { parsePhoneNumber, writtenNumber } from './phone-number.ts';

describe('a telephone number', () => {
  it.each([
    ['(512) 555-0143', '+15125550143'],
    ['512.555.0143', '+15125550143'],
    ['+1 512 555 0143', '+15125550143'],
    [' 1-512-555-0143 ', '+15125550143'],
    ['+44 20 7946 0018', '+442079460018'],
  ])('%j is %s', (written, number) => {
    expect(parsePhoneNumber(written)).toEqual({ ok: true, value: number });
  });

  it.each([
    ['', /Enter/],
    ['call me', /not a telephone number/],
    ['555 0143', /too few/],
    ['512 555 01433', /too few or too many/],
    ['512 555 0143 ext 5', /without what follows/],
    ['+15125550143,,911', /without what follows/],
    ['911', /too few/],
  ])('%j is refused in words', (written, says) => {
    expect(parsePhoneNumber(written)).toMatchObject({
      ok: false,
      failure: { reason: expect.stringMatching(says) as string },
    });
  });

  it.each([
    ['+15125550143', '(512) 555-0143'],
    ['+442079460018', '+44 20 7946 0018'],
    ['anonymous', 'anonymous'],
  ])('%s is written %s', (number, written) => {
    expect(writtenNumber(number)).toBe(written);
  });
});
