import { describe, expect, it } from 'vitest';
import { silentLog } from '../base/log.ts';
import { failed, ok } from '../base/result.ts';
import { createCalendarClient } from '../contract/calendar.ts';
import { idempotencyKey } from '../domain/scheduling/calendar.ts';
import type { TimeSlot } from '../domain/scheduling/time-slot.ts';
import { openScreen } from './testing/open-screen.ts';
import { createScriptedSoftphone } from './testing/scripted-softphone.ts';

/** A practice call that is live, and the calendar that its voice was given. */
async function liveWithCalendar() {
  const phone = createScriptedSoftphone();
  const callId = await phone.live();
  const port = phone.voice.stream('calendar')!;
  const calendar = createCalendarClient(port, { clock: phone.clock, log: silentLog });
  const whole = async <Answer>(answer: Promise<Answer>) => {
    await phone.settle();
    return answer;
  };
  const now = phone.clock.wallTime();
  const query = { fromWallMs: now, toWallMs: now + 14 * 86_400_000, most: 3 };
  const found = await whole(calendar.free(query));
  if (!found.ok) throw new Error(found.failure.kind);
  const slots = found.value as [TimeSlot, TimeSlot, TimeSlot];
  const hold = (slot: TimeSlot, of = callId) =>
    whole(
      calendar.hold({ key: idempotencyKey(of, 'hold', slot), callId: of, slot, leadName: 'Dana', number: '+1999' }),
    );
  const commit = (appointmentId: string, replaces: string | null = null) =>
    whole(calendar.commit({ key: idempotencyKey(callId, 'commit', appointmentId), callId, appointmentId, replaces }));
  const cancel = (appointmentId: string) =>
    whole(calendar.cancel({ key: idempotencyKey(callId, 'cancel', appointmentId), callId, appointmentId }));
  const told = () => phone.factTypes().filter((type) => type.startsWith('appointment'));
  const hangUp = async () => {
    phone.line.emit('call.ended', { callId, reason: 'caller-hung-up', lineMs: 4_000, recordedMs: 4_000 });
    await phone.clock.advance(10);
  };
  return { ...phone, callId, port, calendar, whole, query, slots, hold, commit, cancel, told, hangUp };
}
const idOf = (answer: Awaited<ReturnType<Awaited<ReturnType<typeof liveWithCalendar>>['hold']>>) =>
  answer.ok ? answer.value.appointmentId : answer.failure.kind;

describe('a call and the desk’s calendar', () => {
  it('is given before the call is prepared, with the zone and the length of a visit', async () => {
    const phone = createScriptedSoftphone();
    let seed: unknown;
    let givenBefore: string[] = [];
    phone.voice.answer({
      'call.prepare': (input) => {
        seed = input.seed;
        givenBefore = [...phone.voice.given];
        return failed({ kind: 'engine-failed', engine: 'The agent', detail: 'none' });
      },
    });
    await phone.settle();
    await phone.softphone.startPractice('first-time-buyer');
    await phone.settle();
    expect(givenBefore).toEqual(['calendar']);
    expect(seed).toMatchObject({
      calendar: { visitMinutes: 60 },
      number: null,
      timeZone: expect.any(String) as unknown,
    });
  });

  it('writes down what the calendar answers before the voice hears it, once', async () => {
    const call = await liveWithCalendar();
    const held = await call.hold(call.slots[0]);
    expect(held).toMatchObject({ ok: true, value: { state: 'held', callId: call.callId, number: null } });
    expect(await call.hold(call.slots[0])).toEqual(held);
    expect(call.softphone.snapshot()).toMatchObject({ hold: { slot: call.slots[0] }, appointment: null });
    const booked = await call.commit(idOf(held));
    expect(await call.commit(idOf(held))).toEqual(booked);
    expect(call.softphone.snapshot()).toMatchObject({ hold: null, appointment: { state: 'booked' } });
    expect(call.told()).toEqual(['appointmentHeld', 'appointmentBooked']);
  });

  it('writes down a move as a cancellation and a booking, and a cancellation', async () => {
    const call = await liveWithCalendar();
    const first = idOf(await call.hold(call.slots[0]));
    await call.commit(first);
    const second = idOf(await call.hold(call.slots[2]));
    await call.commit(second, first);
    await call.cancel(second);
    await call.cancel(second);
    expect(call.told()).toEqual([
      'appointmentHeld',
      'appointmentBooked',
      'appointmentHeld',
      'appointmentCancelled',
      'appointmentBooked',
      'appointmentCancelled',
    ]);
    expect(call.softphone.snapshot().appointment).toMatchObject({ appointmentId: second, state: 'cancelled' });
  });

  it('acts in no other call’s name', async () => {
    const call = await liveWithCalendar();
    expect(await call.hold(call.slots[0], 'another call')).toMatchObject({ failure: { kind: 'refused' } });
    expect(call.told()).toEqual([]);
  });

  it('does nothing any more when the call is over, and its hold is let go', async () => {
    const call = await liveWithCalendar();
    const held = idOf(await call.hold(call.slots[0]));
    await call.hangUp();
    expect(call.store.asked).toContain('calendar.letGo');
    expect(await call.commit(held)).toMatchObject({ failure: { kind: 'refused' } });
    expect(await call.hold(call.slots[1])).toMatchObject({ failure: { kind: 'refused' } });
    expect(call.softphone.snapshot()).toMatchObject({ hold: null, appointment: null });
  });

  it('is told that the calendar cannot be reached where the store is away, and where the port is dead', async () => {
    const call = await liveWithCalendar();
    call.store.answer({ 'calendar.hold': () => failed({ kind: 'disk-full', path: '/records' }) });
    expect(await call.hold(call.slots[0])).toMatchObject({ failure: { kind: 'calendar-unavailable' } });
    call.port.close();
    await call.settle();
    expect(await call.hold(call.slots[0])).toMatchObject({ failure: { kind: 'calendar-unavailable' } });
    expect(call.told()).toEqual([]);
  });

  it('is told the same where no answer comes in time', async () => {
    const call = await liveWithCalendar();
    call.store.answer({ 'calendar.hold': () => new Promise<never>(() => {}) });
    const [slot] = call.slots;
    const asked = call.calendar.hold({ key: 'k', callId: call.callId, slot, leadName: 'Dana', number: null });
    await call.clock.advance(3_000);
    expect(await asked).toMatchObject({ failure: { kind: 'calendar-unavailable' } });
  });

  it('is given anew to a voice that was lost, and finds what it had', async () => {
    const call = await liveWithCalendar();
    const held = await call.hold(call.slots[0]);
    call.voice.crash(1);
    await call.clock.advance(2_000);
    const again = createCalendarClient(call.voice.stream('calendar')!, { clock: call.clock, log: silentLog });
    expect(call.voice.given.filter((stream) => stream === 'calendar')).toHaveLength(2);
    const [slot] = call.slots;
    const asked = again.hold({ key: 'k', callId: call.callId, slot, leadName: 'Dana', number: null });
    expect(await call.whole(asked)).toEqual(held);
  });

  it('gives no calendar where none are booked', async () => {
    const phone = createScriptedSoftphone();
    const screen = openScreen(phone);
    await phone.settle();
    const set = screen.call('settings.set', { bookVisits: false });
    await phone.settle();
    expect(await set).toMatchObject({ ok: true });
    await phone.live();
    expect(phone.voice.given).toEqual(['audio']);
  });
});

describe('the screen and the desk’s calendar', () => {
  it('strikes an appointment, which is written down on its call', async () => {
    const call = await liveWithCalendar();
    const appointmentId = idOf(await call.hold(call.slots[0]));
    await call.commit(appointmentId);
    await call.hangUp();
    const screen = openScreen(call);
    const struck = screen.call('appointment.cancel', { appointmentId });
    await call.settle();
    expect(await struck).toEqual({ ok: true, value: null });
    expect(call.told().at(-1)).toBe('appointmentCancelled');
    expect(call.told()).toHaveLength(3);
  });

  it('has the call of a visit that is off summed up again', async () => {
    const call = await liveWithCalendar();
    const appointmentId = idOf(await call.hold(call.slots[0]));
    await call.commit(appointmentId);
    await call.hangUp();
    const again: string[] = [];
    call.store.answer({
      'calls.unanalysed': (query) => {
        again.push(...query.again);
        return ok({ calls: [], left: 0 });
      },
    });
    const struck = openScreen(call).call('appointment.cancel', { appointmentId });
    await call.settle();
    expect(await struck).toMatchObject({ ok: true });
    await call.clock.advance(1_000);
    expect(again).toEqual([call.callId]);
  });

  it('takes busy times as the desk’s clock shows them, and says what is wrong with them', async () => {
    const phone = createScriptedSoftphone();
    const screen = openScreen(phone);
    const whole = async <Answer>(answer: Promise<Answer>) => {
      await phone.settle();
      return answer;
    };
    await whole(screen.call('settings.set', { timeZone: 'America/New_York' }));
    const dentist = { starts: '2026-03-09T09:00', ends: '2026-03-09T10:30', note: 'dentist' };
    expect(await whole(screen.call('busy.add', dentist))).toMatchObject({
      value: { slot: { startWallMs: Date.UTC(2026, 2, 9, 13), endWallMs: Date.UTC(2026, 2, 9, 14, 30) } },
    });
    expect(await whole(screen.call('busy.add', { ...dentist, ends: dentist.starts }))).toMatchObject({
      failure: { kind: 'refused', reason: 'A busy time has to end after it starts.' },
    });
    expect(await whole(screen.call('busy.add', { ...dentist, ends: '2026-02-30T10:00' }))).toMatchObject({
      failure: { reason: 'There is no such day or time.' },
    });
    const on = (day: string) => ({ ...dentist, starts: `${day}T09:00`, ends: `${day}T10:30` });
    expect(await whole(screen.call('busy.add', on('2026-01-04')))).toMatchObject({
      failure: { kind: 'refused', reason: 'That time is over.' },
    });
    expect(await whole(screen.call('busy.add', on('2027-03-09')))).toMatchObject({
      failure: { kind: 'refused', reason: 'A busy time can begin a year from now at most.' },
    });
    expect(await whole(screen.call('calendar.get', { fromWallMs: 0, toWallMs: 1 }))).toMatchObject({
      value: { timeZone: 'America/New_York' },
    });
  });
});
