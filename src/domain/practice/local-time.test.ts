import { expect, test } from 'vitest';
import { isTimeZone, localTimeOf, wallMsOf } from './local-time.ts';

test('a moment is read off a clock on the wall, and found by what it shows', () => {
  const wallMs = Date.UTC(2026, 2, 5, 21, 30);
  expect(localTimeOf(wallMs, 'America/New_York')).toEqual({ date: '2026-03-05', weekday: 'thursday', time: '16:30' });
  expect(wallMsOf('2026-03-05 16:30', 'America/New_York')).toBe(wallMs);
  expect(localTimeOf(wallMs, 'Asia/Tokyo')).toMatchObject({ date: '2026-03-06', weekday: 'friday' });
});

test.each(['2026-03-08 01:30', '2026-03-08 03:30', '2026-11-01 00:30', '2026-11-01 03:00', '2026-07-04 00:00'])(
  '%s is found on the days on which the clocks are set, too',
  (local) => {
    const { date, time } = localTimeOf(wallMsOf(local, 'America/New_York'), 'America/New_York');
    expect(`${date} ${time}`).toBe(local);
  },
);

test('what is no time zone is none', () => {
  expect(['Europe/Berlin', 'Mars/Olympus'].map(isTimeZone)).toEqual([true, false]);
});
