import { expect, test } from 'vitest';
import { wallMsOf } from '../../domain/practice/local-time.ts';
import type { ScenarioCalendar } from '../../domain/practice/scenario-setting.ts';
import type { TimeSlot } from '../../domain/scheduling/time-slot.ts';
import { createScenarioBook } from './scenario-calendar.ts';

const at = (local: string) => wallMsOf(local, 'America/New_York');
const bookOf = (scenario: ScenarioCalendar) =>
  createScenarioBook(scenario, { callId: 'call-1', now: () => at('2026-03-02 10:00') });
const wish = { key: 'k', callId: 'call-1', leadName: 'Dana', number: null };

async function freeAfterFour({ calendar }: ReturnType<typeof bookOf>): Promise<TimeSlot[]> {
  const free = await calendar.free({ fromWallMs: at('2026-03-05 16:00'), toWallMs: at('2026-03-05 23:00'), most: 9 });
  if (!free.ok) throw new Error('the calendar answers');
  return free.value;
}
async function hold(book: ReturnType<typeof bookOf>, slot: TimeSlot) {
  const held = await book.calendar.hold({ ...wish, slot });
  return held.ok ? held.value.appointmentId : held.failure.kind;
}

test('gives out what is free in office hours, and not what others have', async () => {
  const starts = (slots: TimeSlot[]) => slots.map(({ startWallMs }) => startWallMs);
  expect(starts(await freeAfterFour(bookOf({})))).toEqual(
    ['2026-03-05 16:00', '2026-03-05 16:30', '2026-03-05 17:00'].map(at),
  );
  expect(starts(await freeAfterFour(bookOf({ taken: ['2026-03-05 15:30'] })))).toEqual(
    ['2026-03-05 16:30', '2026-03-05 17:00'].map(at),
  );
});

test('knows in the end of what was booked or called off, and of nothing that was only held', async () => {
  const book = bookOf({});
  const [slot, later] = await freeAfterFour(book);
  await hold(book, slot!);
  book.endCall();
  expect(book.ofCall()).toBeNull();
  const appointmentId = await hold(book, later!);
  await book.calendar.commit({ ...wish, appointmentId, replaces: null });
  expect(book.ofCall()).toMatchObject({ state: 'booked', slot: later });
  await book.calendar.cancel({ ...wish, appointmentId });
  expect(book.ofCall()).toMatchObject({ state: 'cancelled', slot: later });
});

test('lets somebody else have what was offered, as often as the scenario says', async () => {
  const book = bookOf({ snatched: 1 });
  const [slot, , last] = await freeAfterFour(book);
  expect(await hold(book, slot!)).toBe('slot-taken');
  expect(await hold(book, last!)).toMatch(/^appointment-/);
});

test('answers nothing where it is away', async () => {
  const { calendar } = bookOf({ away: true });
  expect(await calendar.find({ callId: 'call-1', number: null })).toMatchObject({
    ok: false,
    failure: { kind: 'calendar-unavailable' },
  });
});
