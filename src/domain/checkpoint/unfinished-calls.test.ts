import { expect, it } from 'vitest';
import { callsToForget, EXPIRES_MS, KEEP_CALLS } from './unfinished-calls.ts';

const HOUR = 3_600_000;
const NOW = 1_000 * HOUR;
const kept = (count: number, agoMs: number) =>
  Array.from({ length: count }, (_, index) => ({ callId: `call-${index}`, writtenWallMs: NOW - agoMs - index }));

it('forgets what is left over beyond the newest', () => {
  expect(callsToForget(kept(KEEP_CALLS + 3, 2 * HOUR), NOW)).toEqual(['call-20', 'call-21', 'call-22']);
  expect(callsToForget(kept(KEEP_CALLS, 2 * HOUR), NOW)).toEqual([]);
});

it('lets alone what may be up at another desk', () => {
  expect(callsToForget(kept(KEEP_CALLS + 3, 0), NOW)).toEqual([]);
});

it('forgets what has expired, however little there is', () => {
  expect(callsToForget(kept(1, EXPIRES_MS), NOW)).toEqual([]);
  expect(callsToForget(kept(1, EXPIRES_MS + 1), NOW)).toEqual(['call-0']);
});
