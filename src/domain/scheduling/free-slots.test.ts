import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import type { CalendarRules } from './calendar-rules.ts';
import { freeSlots, isOffered, OFFER_GRACE_MS, type Taken } from './free-slots.ts';
import { type OfficeHours, OpenHours, USUAL_HOURS } from './office-hours.ts';
import { sampleRules } from './testing/local-calendar.ts';
import { TimeZone } from './time-zone.ts';

const MINUTE_MS = 60_000;
const nothing: Taken = { visits: [], busy: [] };
const everyDay = (hours: OpenHours): OfficeHours => ({
  monday: hours,
  tuesday: hours,
  wednesday: hours,
  thursday: hours,
  friday: hours,
  saturday: hours,
  sunday: hours,
});

const wall = (text: string, { timeZone }: CalendarRules = sampleRules) =>
  DateTime.fromISO(text, { zone: timeZone }).toMillis();
const said = (slots: readonly { startWallMs: number }[], { timeZone }: CalendarRules = sampleRules) =>
  slots.map(({ startWallMs }) => DateTime.fromMillis(startWallMs, { zone: timeZone }).toFormat('ccc HH:mm'));

/** What is free on that day, asked for at `now`. */
const freeOn = (date: string, now: string, { rules = sampleRules, taken = nothing, most = 100 } = {}) =>
  freeSlots(rules, taken, {
    fromWallMs: wall(`${date}T00:00`, rules),
    toWallMs: DateTime.fromISO(date, { zone: rules.timeZone }).plus({ days: 1 }).toMillis(),
    most,
    nowWallMs: wall(now, rules),
  });
const slot = (start: string, minutes = 60, rules: CalendarRules = sampleRules) => ({
  startWallMs: wall(start, rules),
  endWallMs: wall(start, rules) + minutes * MINUTE_MS,
});

describe('free slots', () => {
  it('are those of the office’s hours that day, whole visits only, every half-hour', () => {
    const saturday = said(freeOn('2026-03-07', '2026-03-02T08:00'));
    expect(saturday).toHaveLength(11);
    expect([saturday.at(0), saturday.at(1), saturday.at(-1)]).toEqual(['Sat 10:00', 'Sat 10:30', 'Sat 15:00']);
    expect(freeOn('2026-03-08', '2026-03-02T08:00')).toEqual([]);
  });

  it('start every quarter where visits are short', () => {
    const short = said(freeOn('2026-03-07', '2026-03-02T08:00', { rules: { ...sampleRules, visitMinutes: 20 } }));
    expect(short.slice(0, 3)).toEqual(['Sat 10:00', 'Sat 10:15', 'Sat 10:30']);
    expect(short.at(-1)).toBe('Sat 15:30');
  });

  it('are not sooner than the lead time, and at most as many as asked for', () => {
    expect(said(freeOn('2026-03-02', '2026-03-02T10:01', { most: 2 }))).toEqual(['Mon 12:30', 'Mon 13:00']);
    expect(said(freeOn('2026-03-02', '2026-03-02T17:00'))).toEqual([]);
  });

  it('leave the way to the next visit, but none to where the desk is busy', () => {
    const rules = { ...sampleRules, bufferMinutes: 30 };
    const taken = { visits: [slot('2026-03-07T12:00')], busy: [slot('2026-03-07T14:30', 30)] };
    expect(said(freeOn('2026-03-07', '2026-03-02T08:00', { rules, taken }))).toEqual([
      'Sat 10:00',
      'Sat 10:30',
      'Sat 13:30',
      'Sat 15:00',
    ]);
  });

  it('start within the span that was asked for', () => {
    const span = { fromWallMs: wall('2026-03-06T16:30'), toWallMs: wall('2026-03-07T10:30') };
    expect(said(freeSlots(sampleRules, nothing, { ...span, most: 9, nowWallMs: wall('2026-03-02T08:00') }))).toEqual([
      'Fri 16:30',
      'Fri 17:00',
      'Sat 10:00',
    ]);
  });

  it('end where nobody looks further, however far it was asked for', () => {
    const all = freeSlots({ ...sampleRules, hours: everyDay(null) }, nothing, {
      fromWallMs: 0,
      toWallMs: Number.MAX_SAFE_INTEGER,
      most: 10,
      nowWallMs: wall('2026-03-02T08:00'),
    });
    expect(all).toEqual([]);
  });
});

describe('across the day on which the clock is set', () => {
  const night = { ...sampleRules, timeZone: 'America/New_York', hours: everyDay({ opens: '00:00', closes: '05:00' }) };

  it('the office still opens at nine by its own clock', () => {
    const rules = { ...sampleRules, timeZone: 'America/New_York', hours: USUAL_HOURS };
    const [friday] = freeOn('2026-03-06', '2026-03-02T08:00', { rules });
    const [monday] = freeOn('2026-03-09', '2026-03-02T08:00', { rules });
    expect(said([friday!, monday!], rules)).toEqual(['Fri 09:00', 'Mon 09:00']);
    expect(monday!.startWallMs - friday!.startWallMs).toBe((3 * 24 - 1) * 60 * MINUTE_MS);
  });

  it('no slot starts at a time that the clock never shows', () => {
    const slots = freeOn('2026-03-08', '2026-03-01T08:00', { rules: night });
    expect(said(slots, night)).toEqual([
      'Sun 00:00',
      'Sun 00:30',
      'Sun 01:00',
      'Sun 01:30',
      'Sun 03:00',
      'Sun 03:30',
      'Sun 04:00',
    ]);
    for (const { startWallMs, endWallMs } of slots) expect(endWallMs - startWallMs).toBe(60 * MINUTE_MS);
  });

  it('no slot is given twice where the clock shows an hour twice', () => {
    const slots = freeOn('2026-11-01', '2026-10-25T08:00', { rules: night });
    const starts = slots.map(({ startWallMs }) => startWallMs);
    expect(new Set(starts).size).toBe(starts.length);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(said(slots, night)).toContain('Sun 04:00');
  });

  it('the last visit ends at midnight where the office does', () => {
    const rules = { ...sampleRules, hours: everyDay({ opens: '22:00', closes: '24:00' }) };
    expect(said(freeOn('2026-11-01', '2026-10-25T08:00', { rules }))).toEqual(['Sun 22:00', 'Sun 22:30', 'Sun 23:00']);
  });
});

describe('a slot that somebody asks for', () => {
  const now = wall('2026-03-02T08:00');
  it.each([
    ['2026-03-02T10:00', 60, true],
    ['2026-03-02T10:10', 60, false],
    ['2026-03-02T10:00', 30, false],
    ['2026-03-02T17:30', 60, false],
    ['2026-03-02T08:30', 60, false],
    ['2026-03-08T10:00', 60, false],
    ['2027-03-02T10:00', 60, false],
  ])('%s for %i minutes is one of the office’s: %s', (start, minutes, offered) => {
    expect(isOffered(slot(start, minutes), sampleRules, now)).toBe(offered);
  });

  it('is still given a little later than it was offered', () => {
    const { startWallMs } = slot('2026-03-02T10:00');
    const lead = sampleRules.leadMinutes * MINUTE_MS;
    expect(isOffered(slot('2026-03-02T10:00'), sampleRules, startWallMs - lead + OFFER_GRACE_MS)).toBe(true);
    expect(isOffered(slot('2026-03-02T10:00'), sampleRules, startWallMs - lead + OFFER_GRACE_MS + 1)).toBe(false);
  });
});

describe('what a person writes', () => {
  it('says what is wrong with it', () => {
    expect(OpenHours.safeParse({ opens: '18:00', closes: '09:00' }).error?.issues[0]).toMatchObject({
      path: ['closes'],
      message: 'the day has to close after it opens',
    });
    expect(OpenHours.safeParse({ opens: '9', closes: '17:00' }).error?.issues[0]?.message).toContain('such as 09:00');
    expect(TimeZone.safeParse('New York').error?.issues[0]?.message).toContain('America/New_York');
    expect(TimeZone.safeParse('Europe/Berlin').success).toBe(true);
  });
});
