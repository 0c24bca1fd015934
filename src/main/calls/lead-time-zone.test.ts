import { expect, it } from 'vitest';
import { practiceSeed } from '../../domain/agent/testing/practice-seed.ts';
import { inLeadsZone, leadTimeZone } from './lead-time-zone.ts';

const DESK = 'America/New_York';

it.each([
  ['+15125550143', 'America/Chicago'],
  ['+12125550143', DESK],
  ['+12085550143', 'America/Boise'],
  ['+442079460018', 'Europe/London'],
  ['+18005550143', DESK],
  ['anonymous', DESK],
  ['', DESK],
  [null, DESK],
])('%s has its clock in %s', async (number, zone) => {
  expect(await leadTimeZone(number, DESK)).toBe(zone);
});

it('is the desk’s where it may be', async () => {
  expect(await leadTimeZone('+12085550143', 'America/Los_Angeles')).toBe('America/Los_Angeles');
});

it('stands in the seed of a call, beside the desk’s', async () => {
  const seed = { ...practiceSeed, timeZone: DESK, number: '+15125550143' };
  expect(await inLeadsZone(seed, leadTimeZone)).toEqual({ ...seed, timeZone: 'America/Chicago', deskTimeZone: DESK });
  expect(await inLeadsZone({ ...seed, number: null }, leadTimeZone)).toEqual({ ...seed, number: null });
});
