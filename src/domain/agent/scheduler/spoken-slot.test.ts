import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { spokenSlot, spokenZone, wholeSlot } from './spoken-slot.ts';
import { whenMeant } from './when-meant.ts';

const ZONE = 'America/New_York';
const wall = (iso: string, timeZone = ZONE) => DateTime.fromISO(iso, { zone: timeZone }).toMillis();
const slot = (iso: string) => ({ startWallMs: wall(iso), endWallMs: wall(iso) + 3_600_000 });
const NOW = wall('2026-03-02T10:00');

describe('when an appointment is, as people say it', () => {
  it.each([
    ['2026-03-02T16:00', 'today at four in the afternoon'],
    ['2026-03-03T16:00', 'tomorrow at four in the afternoon'],
    ['2026-03-03T12:00', 'tomorrow at noon'],
    ['2026-03-05T10:30', 'Thursday the fifth at half past ten in the morning'],
    ['2026-03-05T16:45', 'Thursday the fifth at a quarter to five in the afternoon'],
    ['2026-03-06T09:15', 'Friday the sixth at a quarter past nine in the morning'],
    ['2026-03-06T12:30', 'Friday the sixth at half past twelve in the afternoon'],
    ['2026-03-08T19:20', 'Sunday the eighth at seven twenty in the evening'],
    ['2026-03-09T11:05', 'Monday, March ninth, at eleven oh five in the morning'],
    ['2026-03-31T14:00', 'Tuesday, March thirty-first, at two in the afternoon'],
    ['2027-01-21T14:00', 'Thursday, January twenty-first, at two in the afternoon'],
  ])('%s is "%s"', (iso, said) => {
    expect(spokenSlot(slot(iso), ZONE, NOW)).toBe(said);
  });

  it('is whole where it is read back', () => {
    expect(wholeSlot(slot('2026-03-05T16:00'), ZONE)).toBe('Thursday, March fifth, at four in the afternoon');
    expect(wholeSlot(slot('2026-03-05T16:00'), 'America/Los_Angeles', { nameZone: true })).toBe(
      'Thursday, March fifth, at one in the afternoon, Pacific time',
    );
  });

  it('counts days by the calendar, also where one has 23 hours', () => {
    expect(spokenSlot(slot('2026-03-08T09:00'), ZONE, wall('2026-03-07T23:00'))).toBe(
      'tomorrow at nine in the morning',
    );
    expect(spokenSlot(slot('2027-01-01T09:00'), ZONE, wall('2026-12-31T23:00'))).toBe(
      'tomorrow at nine in the morning',
    );
  });

  it.each([
    [ZONE, 'Eastern time'],
    ['America/Phoenix', 'Mountain time'],
    ['Europe/Berlin', 'Central European time'],
    ['UTC', 'universal time'],
  ])('names the zone %s as "%s"', (timeZone, said) => {
    expect(spokenZone(timeZone, NOW)).toBe(said);
  });

  it('is understood again as what it is, at every hour of a fortnight', () => {
    for (let half = 1; half < 14 * 48; half++) {
      const startWallMs = NOW + half * 1_800_000;
      const { hour } = DateTime.fromMillis(startWallMs, { zone: ZONE });
      if (hour < 7 || hour > 20) continue;
      const one = { startWallMs, endWallMs: startWallMs + 3_600_000 };
      for (const said of [spokenSlot(one, ZONE, NOW), wholeSlot(one, ZONE)]) {
        const meant = whenMeant(said, { nowWallMs: NOW, timeZone: ZONE });
        expect(meant?.type === 'window' && meant.window.exact && meant.window.fromWallMs, said).toBe(startWallMs);
      }
    }
  });
});
