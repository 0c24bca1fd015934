import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import type { CalendarParty } from '../../contract/store-calendar.ts';
import type { TimeSlot } from '../../domain/scheduling/time-slot.ts';
import { USUAL_HOURS } from '../../domain/scheduling/office-hours.ts';
import { openRecords } from '../records/open-records.ts';
import { loadBetterSqlite3 } from '../sqlite/better-sqlite3-driver.ts';
import { loadPhotostructure } from '../sqlite/photostructure-driver.ts';
import { createTestFolder, openTestStore, type TestStore } from '../testing/open-test-store.ts';
import { ended, factsOf, requested, wholeCall } from '../testing/sample-facts.ts';
import { keepEntry } from './appointment-rows.ts';

const HOUR_MS = 3_600_000;
const HOLD_MS = 600_000;
const rules = { timeZone: 'UTC', hours: USUAL_HOURS, visitMinutes: 60, leadMinutes: 0, bufferMinutes: 0 };
const ANN: CalendarParty = { callId: 'ann', number: '+15125550142', line: 'telephone' };
const BOB: CalendarParty = { callId: 'bob', number: '+15125550143', line: 'telephone' };
const practice = (callId: string): CalendarParty => ({ callId, number: null, line: 'practice' });

describe.each([
  { name: 'better-sqlite3', loadDriver: loadBetterSqlite3 },
  { name: '@photostructure/sqlite', loadDriver: loadPhotostructure },
])('the calendar in the store, on $name', ({ loadDriver }) => {
  let temporary: ReturnType<typeof createTestFolder>;
  let store: TestStore;
  let monday: number;
  const open = async () => (store = await openTestStore(temporary.folder, { loadDriver }));
  beforeEach(async () => {
    temporary = createTestFolder();
    await open();
    // 09:00 on the first Monday that is to come on the store's own clock.
    const day = 24 * HOUR_MS;
    monday = Math.ceil(store.clock.wallTime() / day) * day;
    while (new Date(monday).getUTCDay() !== 1) monday += day;
    monday += 9 * HOUR_MS;
  });
  afterEach(async () => {
    await store.close();
    temporary.remove();
  });

  const at = (hours: number): TimeSlot => ({
    startWallMs: monday + hours * HOUR_MS,
    endWallMs: monday + (hours + 1) * HOUR_MS,
  });
  const inTime = () => ({ notAfterWallMs: store.clock.wallTime() + 2_000 });
  const hold = (party: CalendarParty, slot: TimeSlot) =>
    store.client.call('calendar.hold', { party, slot, rules, leadName: party.callId, ...inTime() });
  const commit = (party: CalendarParty, appointmentId: string, replaces: string | null = null) =>
    store.client.call('calendar.commit', { party, appointmentId, replaces, ...inTime() });
  const held = async (party: CalendarParty, slot: TimeSlot) => {
    const answer = await hold(party, slot);
    if (!answer.ok) throw new Error(answer.failure.kind);
    return answer.value;
  };
  const booked = async (party: CalendarParty, slot: TimeSlot) => {
    const answer = await commit(party, (await held(party, slot)).appointmentId);
    if (!answer.ok) throw new Error(answer.failure.kind);
    return answer.value.appointment;
  };
  const page = async () => {
    const answer = await store.client.call('calendar.list', { fromWallMs: 0, toWallMs: monday + 1e10 });
    if (!answer.ok) throw new Error(answer.failure.kind);
    return answer.value;
  };
  const free = async (party: CalendarParty, most = 3) => {
    const span = { fromWallMs: monday, toWallMs: monday + 8 * HOUR_MS };
    const answer = await store.client.call('calendar.free', { party, rules, most, ...span });
    return answer.ok ? answer.value.map(({ startWallMs }) => (startWallMs - monday) / HOUR_MS) : answer.failure.kind;
  };

  test('two calls that want the same slot at once: one of them has it', async () => {
    const answers = await Promise.all([hold(ANN, at(1)), hold(BOB, at(1)), hold(ANN, at(1))]);
    expect(answers.map((answer) => (answer.ok ? answer.value.callId : answer.failure.kind))).toEqual([
      'ann',
      'slot-taken',
      'ann',
    ]);
    expect((await page()).appointments).toHaveLength(1);
    expect(await free(BOB)).toEqual([0, 2, 2.5]);
  });

  test('a visit that is booked is there after a restart, and asking again answers the same', async () => {
    const first = await booked(ANN, at(1));
    await store.close();
    await open();
    expect(await commit(ANN, first.appointmentId)).toEqual({ ok: true, value: { appointment: first, replaced: null } });
    expect(await store.client.call('calendar.find', { party: { ...ANN, callId: 'later' } })).toEqual({
      ok: true,
      value: first,
    });
    expect((await page()).appointments).toEqual([{ ...first, line: 'telephone' }]);
  });

  test('a hold ends by itself, also while the store is away', async () => {
    const { appointmentId } = await held(ANN, at(1));
    await store.clock.advance(HOLD_MS);
    expect((await page()).appointments).toEqual([]);
    expect(await commit(ANN, appointmentId)).toMatchObject({ failure: { kind: 'slot-taken' } });
    expect(await hold(BOB, at(1))).toMatchObject({ ok: true });
  });

  test('is let go when the call ends, and what was booked is not', async () => {
    const kept = await booked(ANN, at(1));
    await held(ANN, at(3));
    store.told.length = 0;
    await store.client.call('calendar.letGo', { callId: 'ann' });
    expect((await page()).appointments).toMatchObject([{ appointmentId: kept.appointmentId }]);
    expect(store.told).toEqual([{ name: 'calendar.changed', payload: null }]);
    await store.client.call('calendar.letGo', { callId: 'ann' });
    expect(store.told).toHaveLength(1);
  });

  test('moving a visit cancels the old one in the same breath, or nothing happens', async () => {
    await store.append(wholeCall('ann', 1));
    const old = await booked(ANN, at(1));
    const again = { ...ANN, callId: 'ann again' };
    const { appointmentId } = await held(again, at(1.5));
    expect(await commit(again, appointmentId, 'nobody’s')).toMatchObject({ failure: { kind: 'not-found' } });
    expect((await page()).appointments.map(({ state }) => state)).toEqual(['booked', 'held']);
    expect(await commit(again, appointmentId, old.appointmentId)).toMatchObject({
      value: {
        appointment: { appointmentId, state: 'booked' },
        replaced: { appointment: { appointmentId: old.appointmentId, state: 'cancelled' }, nextSeq: 4 },
      },
    });
    expect((await page()).appointments).toMatchObject([{ appointmentId, state: 'booked' }]);
  });

  test('practice is in books of its own', async () => {
    await booked(practice('p1'), at(1));
    expect(await free(ANN)).toEqual([0, 0.5, 1]);
    await booked(ANN, at(1));
    await booked(practice('p2'), at(1));
    expect((await page()).appointments.map(({ line, callId }) => [line, callId])).toEqual([
      ['telephone', 'ann'],
      ['practice', 'p1'],
      ['practice', 'p2'],
    ]);
    expect(await free(practice('p1'))).toEqual([0, 0.5, 1.5]);
  });

  test('what is asked too late is not done', async () => {
    const late = { party: ANN, slot: at(1), rules, leadName: 'ann', notAfterWallMs: store.clock.wallTime() - 1 };
    expect(await store.client.call('calendar.hold', late)).toMatchObject({ failure: { kind: 'calendar-unavailable' } });
    expect((await page()).appointments).toEqual([]);
  });

  test('the desk is busy until it says that it is not', async () => {
    const busy = await store.client.call('busy.add', { slot: at(0), note: 'dentist' });
    expect(await store.client.call('busy.add', { slot: at(0), note: 'dentist' })).toEqual(busy);
    expect(await free(ANN)).toEqual([1, 1.5, 2]);
    expect((await page()).busy).toHaveLength(1);
    await store.client.call('busy.add', { slot: at(0), note: 'dentist, upstairs' });
    expect((await page()).busy).toMatchObject([{ note: 'dentist, upstairs' }]);
    if (!busy.ok) throw new Error(busy.failure.kind);
    expect(await store.client.call('busy.remove', busy.value)).toEqual({ ok: true, value: null });
    expect(await store.client.call('busy.remove', busy.value)).toMatchObject({ failure: { kind: 'not-found' } });
    expect(await free(ANN)).toEqual([0, 0.5, 1]);
  });

  test('the desk strikes what it wants, and is told where that is to be noted', async () => {
    await store.append(wholeCall('ann', 1));
    const { appointmentId } = await booked(ANN, at(1));
    const struck = await store.client.call('calendar.strike', { appointmentId });
    expect(struck).toMatchObject({ value: { appointment: { state: 'cancelled' }, nextSeq: 4 } });
    expect(await store.client.call('calendar.strike', { appointmentId })).toEqual(struck);
    expect(await store.client.call('calendar.strike', { appointmentId: 'none' })).toMatchObject({
      failure: { kind: 'not-found' },
    });
    expect(await free(BOB)).toEqual([0, 0.5, 1]);
  });

  test('a visit that is off is noted on a call that the store had to end, and the call stays ended', async () => {
    await store.append(factsOf('ann', 1, [requested()]));
    const { appointmentId } = await booked(ANN, at(1));
    await store.close();
    await open();
    const struck = await store.client.call('calendar.strike', { appointmentId });
    if (!struck.ok) throw new Error(struck.failure.kind);
    const { appointment, nextSeq } = struck.value;
    const fact = { type: 'appointmentCancelled', appointment, by: 'desk' } as const;
    await store.append([{ callId: 'ann', seq: nextSeq!, atWallMs: 9, fact }]);
    expect(await store.client.call('call.get', { callId: 'ann' })).toMatchObject({
      value: { endReason: 'app-closed', appointment: { state: 'cancelled' } },
    });
  });

  test('a call that is deleted takes its practice along, and leaves a visit that is still to come', async () => {
    for (const callId of ['ann', 'p1']) await store.append(factsOf(callId, 1, [requested(), ended()]));
    await booked(ANN, at(1));
    await booked(practice('p1'), at(1));
    for (const callId of ['ann', 'p1']) await store.client.call('call.delete', { callId });
    expect((await page()).appointments).toMatchObject([{ callId: 'ann' }]);
  });

  test('what a deleted call has left goes once the visit is over, or is off', async () => {
    for (const callId of ['ann', 'bob']) await store.append(factsOf(callId, 1, [requested(), ended()]));
    const { appointmentId } = await booked(ANN, at(1));
    await booked(BOB, at(3));
    for (const callId of ['ann', 'bob']) await store.client.call('call.delete', { callId });
    await store.client.call('calendar.strike', { appointmentId });
    await store.close();
    const clock = createFakeClock(at(4).startWallMs);
    await (await openTestStore(temporary.folder, { loadDriver, clock })).close();
    const database = (await loadDriver()).open(join(temporary.folder, 'latchkey.db'));
    expect(database.prepare('SELECT * FROM appointments').all()).toEqual([]);
    database.close();
    await open();
  });

  test('nothing that writes can give a time twice', async () => {
    const kept = await booked(ANN, at(1));
    await store.close();
    const database = (await loadDriver()).open(join(temporary.folder, 'latchkey.db'));
    const other = { ...kept, ...BOB, appointmentId: 'b', leadName: 'Bob' };
    expect(() => keepEntry(database, { ...other, slot: at(1.5) })).toThrow('somebody has this time');
    keepEntry(database, { ...other, slot: at(2) });
    expect(() =>
      database.exec("UPDATE appointments SET start_wall_ms = start_wall_ms - 1 WHERE appointment_id = 'b'"),
    ).toThrow('somebody has this time');
    database.close();
    await open();
  });

  test('what is booked and busy outlives damage, from the calls’ facts where it must', async () => {
    const first = await booked(ANN, at(1));
    await store.append(factsOf('ann', 1, [requested('Ann', { line: 'telephone' })]));
    await store.append([
      { callId: 'ann', seq: 1, atWallMs: 2, fact: { type: 'appointmentBooked', appointment: first } },
      { callId: 'ann', seq: 2, atWallMs: 3, fact: ended() },
    ]);
    const second = await booked(BOB, at(3));
    await store.client.call('busy.add', { slot: at(5), note: '' });
    await store.close();
    const path = join(temporary.folder, 'latchkey.db');
    const driver = await loadDriver();
    const database = driver.open(path);
    database.exec("DELETE FROM appointments WHERE call_id = 'ann'");
    database.close();
    const { opened } = openRecords({ driver, path, wallTime: () => 0, knownDamage: 'disk image is malformed' });
    if (opened.ok) opened.value.close();
    await open();
    const { appointments, busy } = await page();
    expect(appointments.map(({ appointmentId }) => appointmentId)).toEqual([first.appointmentId, second.appointmentId]);
    expect(busy).toHaveLength(1);
  });

  test('a database that is none of ours is replaced, and books', async () => {
    await store.close();
    writeFileSync(join(temporary.folder, 'latchkey.db'), 'no database '.repeat(500));
    await open();
    expect(await hold(ANN, at(1))).toMatchObject({ ok: true });
  });
});
