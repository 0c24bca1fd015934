import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import type { TimeSlot } from '../../scheduling/time-slot.ts';
import { whenMeant } from './when-meant.ts';

const NEW_YORK = 'America/New_York';
const wall = (iso: string, timeZone = NEW_YORK) => DateTime.fromISO(iso, { zone: timeZone }).toMillis();
const slot = (iso: string, timeZone = NEW_YORK): TimeSlot => ({
  startWallMs: wall(iso, timeZone),
  endWallMs: wall(iso, timeZone) + 3_600_000,
});
/** Monday, ten in the morning. */
const MONDAY = '2026-03-02T10:00';

/** What is meant, as one can read it: "Thu 05 16:00-24:00"; several parts one behind the other. */
function read(said: string, offered: readonly TimeSlot[] = []): string {
  const meant = whenMeant(said, { nowWallMs: wall(MONDAY), timeZone: NEW_YORK, offered });
  if (meant === null) return 'nothing';
  const local = (ms: number) => DateTime.fromMillis(ms, { zone: NEW_YORK });
  if (meant.type === 'slot') return `slot ${local(meant.slot.startWallMs).toFormat('ccc dd HH:mm')}`;
  const parts = meant.window.spans.map(({ fromWallMs, toWallMs }) => {
    const [from, to] = [local(fromWallMs), local(toWallMs)];
    const clock =
      to.toMillis() - from.toMillis() === 60_000
        ? from.toFormat('HH:mm')
        : `${from.toFormat('HH:mm')}-${to.toFormat('HH:mm')}`;
    return `${from.toFormat('ccc dd')} ${clock}`;
  });
  return `${meant.window.exact ? 'exact ' : ''}${parts.join(', ')}`;
}

describe('days and times that callers name', () => {
  it.each([
    ['Thursday after four', 'Thu 05 16:00-00:00'],
    ['Thursday after 4 p.m.', 'Thu 05 16:00-00:00'],
    ['Thursday at four', 'exact Thu 05 16:00'],
    ["Let's say Thursday, four o'clock.", 'exact Thu 05 16:00'],
    ['thursday four thirty p m', 'exact Thu 05 16:30'],
    ['Thursday at 4:30pm', 'exact Thu 05 16:30'],
    ['thursday at for', 'exact Thu 05 16:00'],
    ['thursday at for thirty', 'exact Thu 05 16:30'],
    ['thursday after for', 'Thu 05 16:00-00:00'],
    ['tomorrow at too', 'exact Tue 03 14:00'],
    ['tomorrow at ate in the morning', 'exact Tue 03 08:00'],
    ['tomorrow at 430', 'exact Tue 03 16:30'],
    ['tomorrow at 1030', 'exact Tue 03 10:30'],
    ['tomorrow at 16:30', 'exact Tue 03 16:30'],
    ['Tomorrow at half past ten', 'exact Tue 03 10:30'],
    ['half ten tomorrow', 'exact Tue 03 10:30'],
    ['tomorrow quarter to five', 'exact Tue 03 16:45'],
    ['tomorrow at a quarter past nine', 'exact Tue 03 09:15'],
    ['tomorrow at ten to four', 'exact Tue 03 15:50'],
    ['Tomorrow at noon', 'exact Tue 03 12:00'],
    ['tomorrow at twelve thirty', 'exact Tue 03 12:30'],
    ['tomorrow at four oh five', 'exact Tue 03 16:05'],
    ['tomorrow at seven', 'exact Tue 03 19:00'],
    ['tomorrow at seven in the morning', 'exact Tue 03 07:00'],
    ['tomorrow at eight in the evening', 'exact Tue 03 20:00'],
    ['tomorrow morning', 'Tue 03 06:00-12:00'],
    ['tomorrow morning at nine', 'exact Tue 03 09:00'],
    ['To-morrow morning at ten.', 'exact Tue 03 10:00'],
    ['tomorrow morning after ten', 'Tue 03 10:00-12:00'],
    ['Tomorrow before noon', 'Tue 03 00:00-12:00'],
    ['tomorrow around lunchtime', 'Tue 03 11:30-13:30'],
    ['tomorrow around three', 'Tue 03 14:00-16:01'],
    ['tomorrow between nine and eleven', 'Tue 03 09:00-11:00'],
    ['Wednesday from one to three', 'Wed 04 13:00-15:00'],
    ['the day after tomorrow', 'Wed 04 00:00-00:00'],
    ['day after tomorrow in the afternoon', 'Wed 04 12:00-18:00'],
    ['the 3rd', 'Tue 03 00:00-00:00'],
    ['the first', 'Wed 01 00:00-00:00'],
    ['on the twenty first', 'Sat 21 00:00-00:00'],
    ['thursday the fifth', 'Thu 05 00:00-00:00'],
    ['friday the third', 'Fri 03 00:00-00:00'],
    ['Thursday the 5th at half past ten', 'exact Thu 05 10:30'],
    ['March fifth', 'Thu 05 00:00-00:00'],
    ['the fifth of March at eleven', 'exact Thu 05 11:00'],
    ['March the sixth', 'Fri 06 00:00-00:00'],
    ['this Thursday', 'Thu 05 00:00-00:00'],
    ['next Thursday', 'Thu 12 00:00-00:00'],
    ['Thursday next week', 'Thu 12 00:00-00:00'],
    ['a week from Thursday', 'Thu 12 00:00-00:00'],
    ['Monday', 'Mon 09 00:00-00:00'],
    ['today after three', 'Mon 02 15:00-00:00'],
    ['this afternoon', 'Mon 02 12:00-18:00'],
    ['today at nine', 'exact '],
    ['in two hours', 'Mon 02 12:00-13:00'],
    ['in half an hour', 'Mon 02 10:30-11:30'],
    ['in three days', 'Thu 05 00:00-00:00'],
    ['in two weeks', 'Mon 16 00:00-00:00'],
    ['Tuesday or Wednesday at ten', 'Tue 03 10:00, Wed 04 10:00'],
    ['Tuesday not before eleven', 'Tue 03 11:00-00:00'],
    ['tomorrow at nine or at three', 'Tue 03 09:00, Tue 03 15:00'],
    ['this weekend', 'Sat 07 00:00-00:00, Sun 08 00:00-00:00'],
    ['next weekend', 'Sat 14 00:00-00:00, Sun 15 00:00-00:00'],
    ['weekends only', 'Sat 07 00:00-00:00, Sun 08 00:00-00:00, Sat 14 00:00-00:00, Sun 15 00:00-00:00'],
    ['early next week', 'Mon 09 00:00-00:00, Tue 10 00:00-00:00, Wed 11 00:00-00:00'],
    ['end of the week', 'Thu 05 00:00-00:00, Fri 06 00:00-00:00'],
    ['Tuesdays after five', 'Tue 03 17:00-00:00, Tue 10 17:00-00:00'],
    ['I work until five, so Thursday after work', 'Thu 05 17:00-22:00'],
    ["Tuesday doesn't work, Wednesday at ten", 'exact Wed 04 10:00'],
    ["I can't do Tuesday but Wednesday morning is good", 'Wed 04 06:00-12:00'],
  ])('"%s" is %s', (said, meant) => {
    expect(read(said)).toBe(meant);
  });

  it('takes sets of days for each of them, two weeks ahead', () => {
    expect(read('any afternoon').split(', ')).toHaveLength(14);
    expect(read('next week some time')).toBe(
      [9, 10, 11, 12, 13, 14, 15]
        .map(
          (day, at) =>
            `${['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][at]} ${String(day).padStart(2, '0')} 00:00-00:00`,
        )
        .join(', '),
    );
    expect(read('not Monday')).not.toMatch(/Mon/);
    expect(read('not Monday').split(', ')).toHaveLength(12);
    expect(read('any day but Friday in the morning')).not.toMatch(/Fri/);
    expect(read('whenever').split(', ')).toHaveLength(14);
    expect(read('At four.').split(', ')).toHaveLength(14);
  });

  it.each([
    'Yes.',
    'One of those, maybe.',
    'What is it about?',
    'I have two kids.',
    'Hold on one second.',
    'We may move, I think.',
    'The house has four bedrooms.',
    "It's a nice place",
    'No.',
    '',
    'Who is this?',
    'I guess.',
    'We paid five hundred thousand.',
  ])('"%s" names none', (said) => {
    expect(read(said)).toBe('nothing');
  });
});

describe('where the clock stands', () => {
  it.each([
    // The clock is set forward in the night to Sunday, 8 March: the day has 23 hours.
    ['Sunday at four', '2026-03-07T10:00', NEW_YORK, '2026-03-08T20:00:00.000Z'],
    ['tomorrow at nine in the morning', '2026-03-07T23:30', NEW_YORK, '2026-03-08T13:00:00.000Z'],
    // And back in the night to Sunday, 1 November.
    ['tomorrow at ten', '2026-10-31T20:00', NEW_YORK, '2026-11-01T15:00:00.000Z'],
    ['tomorrow at ten', '2026-10-31T20:00', 'America/Phoenix', '2026-11-01T17:00:00.000Z'],
    ['tomorrow at ten', '2026-03-28T20:00', 'Europe/Berlin', '2026-03-29T08:00:00.000Z'],
    ['Thursday at four', MONDAY, 'America/Los_Angeles', '2026-03-06T00:00:00.000Z'],
    ['Thursday at four', MONDAY, 'Pacific/Auckland', '2026-03-05T03:00:00.000Z'],
    ['Thursday at four', MONDAY, 'Asia/Kolkata', '2026-03-05T10:30:00.000Z'],
    ['tomorrow at ten', '2026-12-31T15:00', NEW_YORK, '2027-01-01T15:00:00.000Z'],
    ['January third at eleven', '2026-12-30T09:00', NEW_YORK, '2027-01-03T16:00:00.000Z'],
    ['the second at noon', '2026-12-30T09:00', NEW_YORK, '2027-01-02T17:00:00.000Z'],
    ['next Monday at nine', '2026-12-30T09:00', 'America/Chicago', '2027-01-04T15:00:00.000Z'],
    ['the thirty first at ten', '2026-02-10T09:00', NEW_YORK, '2026-03-31T14:00:00.000Z'],
    ['the twenty ninth at ten', '2028-02-10T09:00', NEW_YORK, '2028-02-29T15:00:00.000Z'],
  ])('"%s" on %s in %s is %s', (...[said, at, timeZone, instant]) => {
    const meant = whenMeant(said, { nowWallMs: wall(at, timeZone), timeZone });
    expect(meant?.type === 'window' && new Date(meant.window.fromWallMs).toISOString()).toBe(instant);
  });

  it('goes by the day of the lead, not of the desk', () => {
    // Still Monday in Honolulu, already Tuesday in New York.
    const at = wall('2026-03-02T22:00', 'Pacific/Honolulu');
    const meant = whenMeant('tomorrow at ten', { nowWallMs: at, timeZone: 'Pacific/Honolulu' });
    expect(meant?.type === 'window' && meant.window.fromWallMs).toBe(wall('2026-03-03T10:00', 'Pacific/Honolulu'));
  });
});

describe('a choice of what was offered', () => {
  const thursday = slot('2026-03-05T16:00');
  const friday = slot('2026-03-06T10:00');
  const offered = [thursday, friday];
  it.each([
    ['The first one.', 'slot Thu 05 16:00'],
    ['first', 'slot Thu 05 16:00'],
    ['The first.', 'slot Thu 05 16:00'],
    ["I'll take the second, please.", 'slot Fri 06 10:00'],
    ["I'll take the first one please", 'slot Thu 05 16:00'],
    ['The earlier one is fine', 'slot Thu 05 16:00'],
    ['the later one', 'slot Fri 06 10:00'],
    ['The second one works', 'slot Fri 06 10:00'],
    ['the latter', 'slot Fri 06 10:00'],
    ['Thursday works', 'slot Thu 05 16:00'],
    ['Ten is better.', 'slot Fri 06 10:00'],
    ['the afternoon one', 'slot Thu 05 16:00'],
    ['Let us do Friday', 'slot Fri 06 10:00'],
    ['at for', 'slot Thu 05 16:00'],
    ['Either works', 'slot Thu 05 16:00'],
    ['Thursday at five', 'exact Thu 05 17:00'],
    ['neither', 'nothing'],
    ['yes', 'nothing'],
  ])('"%s" is %s', (said, meant) => {
    expect(read(said, offered)).toBe(meant);
  });

  it('takes none that was refused', () => {
    expect(read('not Thursday', offered)).not.toMatch(/slot|Thu/);
    expect(read("Thursday doesn't work", offered)).not.toMatch(/slot|Thu/);
    expect(read("Four doesn't work for me", offered)).not.toMatch(/slot/);
  });

  it('sees a bare time on the day that is talked about', () => {
    expect(read('make it five', [thursday])).toBe('exact Thu 05 17:00');
    expect(read('yes, but make it five', [thursday])).toBe('exact Thu 05 17:00');
    expect(read('something later', [thursday])).toMatch(/^Thu 05 16:00/);
    expect(read('do you have anything earlier', [thursday])).toBe('Mon 02 10:00-16:00');
  });
});
