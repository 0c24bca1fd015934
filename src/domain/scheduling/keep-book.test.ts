import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Appointment } from './appointment.ts';
import { idempotencyKey } from './calendar.ts';
import { hasSlot } from './free-slots.ts';
import { HOLD_MS, letGo } from './keep-book.ts';
import { createLocalBook, type LocalBook, sampleRules } from './testing/local-calendar.ts';
import { overlaps, type TimeSlot } from './time-slot.ts';

const HOUR_MS = 3_600_000;
/** A Monday, 09:00 where the office is. */
const MONDAY = Date.UTC(2026, 2, 2, 15);
const at = (hours: number): TimeSlot => ({
  startWallMs: MONDAY + hours * HOUR_MS,
  endWallMs: MONDAY + (hours + 1) * HOUR_MS,
});
const ANN = { callId: 'ann', number: '+15125550142' };
const BOB = { callId: 'bob', number: '+15125550143' };

function createDesk() {
  let now = MONDAY;
  const book: LocalBook = createLocalBook({ rules: sampleRules, now: () => now });
  const hold = (who: typeof ANN, slot: TimeSlot) =>
    book.of(who).hold({ ...who, slot, leadName: who.callId, key: idempotencyKey(who.callId, 'hold', slot) });
  const commit = (who: typeof ANN, appointmentId: string, replaces: string | null = null) =>
    book.of(who).commit({ ...who, appointmentId, replaces, key: idempotencyKey(who.callId, 'commit', appointmentId) });
  const cancel = (who: typeof ANN, appointmentId: string) =>
    book.of(who).cancel({ ...who, appointmentId, key: idempotencyKey(who.callId, 'cancel', appointmentId) });
  const held = async (who: typeof ANN, slot: TimeSlot): Promise<Appointment> => {
    const answer = await hold(who, slot);
    if (!answer.ok) throw new Error(answer.failure.kind);
    return answer.value;
  };
  const booked = async (who: typeof ANN, slot: TimeSlot): Promise<Appointment> => {
    const answer = await commit(who, (await held(who, slot)).appointmentId);
    if (!answer.ok) throw new Error(answer.failure.kind);
    return answer.value;
  };
  const pass = (ms: number) => (now += ms);
  const standing = () => book.appointments().filter((one) => hasSlot(one, now));
  return { book, hold, commit, cancel, held, booked, pass, standing };
}
const takenAnswer = { ok: false, failure: { kind: 'slot-taken' } };

describe('a hold', () => {
  it('keeps the slot for ten minutes, from everybody else', async () => {
    const desk = createDesk();
    expect(await desk.hold(ANN, at(4))).toMatchObject({
      ok: true,
      value: { state: 'held', slot: at(4), heldUntilWallMs: MONDAY + HOLD_MS, callId: 'ann', number: ANN.number },
    });
    expect(await desk.hold(BOB, at(4.5))).toEqual(takenAnswer);
    desk.pass(HOLD_MS);
    expect(await desk.hold(BOB, at(4.5))).toMatchObject({ ok: true });
  });

  it('asked for twice is the same one', async () => {
    const desk = createDesk();
    const first = await desk.hold(ANN, at(4));
    desk.pass(60_000);
    expect(await desk.hold(ANN, at(4))).toEqual(first);
    expect(desk.book.appointments()).toHaveLength(1);
  });

  it('of another slot lets go of the first, and may be taken back', async () => {
    const desk = createDesk();
    await desk.held(ANN, at(4));
    await desk.held(ANN, at(6));
    expect(desk.standing().map(({ slot }) => slot)).toEqual([at(6)]);
    await desk.held(ANN, at(4));
    expect(desk.standing().map(({ slot }) => slot)).toEqual([at(4)]);
    expect(await desk.hold(BOB, at(6))).toMatchObject({ ok: true });
  });

  it('that is refused keeps the one before', async () => {
    const desk = createDesk();
    await desk.held(BOB, at(6));
    const first = await desk.held(ANN, at(4));
    expect(await desk.hold(ANN, at(6))).toEqual(takenAnswer);
    expect(desk.standing()).toContainEqual(first);
  });

  it.each([
    ['before the lead time', at(1)],
    ['after hours', at(9)],
    ['off the half-hour', at(4.25)],
    ['of another length', { startWallMs: at(4).startWallMs, endWallMs: at(6).endWallMs }],
  ])('is not made %s', async (_, slot) => {
    expect(await createDesk().hold(ANN, slot)).toEqual(takenAnswer);
  });

  it('is not made where the desk is busy', async () => {
    const desk = createDesk();
    desk.book.busy.push(at(4.5));
    expect(await desk.hold(ANN, at(4))).toEqual(takenAnswer);
  });

  it('is let go when its call ends, and an appointment is not', async () => {
    const desk = createDesk();
    const booked = await desk.booked(ANN, at(4));
    await desk.held(ANN, at(6));
    desk.book.endCall('ann');
    expect(desk.standing()).toEqual([booked]);
    expect(letGo({ appointments: [booked], busy: [] }, 'ann')).toEqual([]);
  });
});

describe('a commit', () => {
  it('makes the hold an appointment, once, however often it is asked', async () => {
    const desk = createDesk();
    const { appointmentId } = await desk.held(ANN, at(4));
    const first = await desk.commit(ANN, appointmentId);
    expect(first).toMatchObject({ ok: true, value: { state: 'booked', heldUntilWallMs: null } });
    desk.pass(HOLD_MS);
    expect(await desk.commit(ANN, appointmentId)).toEqual(first);
    expect(await desk.hold(ANN, at(4))).toEqual(first);
    expect(desk.book.appointments()).toHaveLength(1);
  });

  it('of a hold that has ended, was cancelled or is of another call books nothing', async () => {
    const desk = createDesk();
    const late = await desk.held(ANN, at(4));
    desk.pass(HOLD_MS);
    expect(await desk.commit(ANN, late.appointmentId)).toEqual(takenAnswer);
    const gone = await desk.held(ANN, at(6));
    await desk.cancel(ANN, gone.appointmentId);
    expect(await desk.commit(ANN, gone.appointmentId)).toEqual(takenAnswer);
    const bobs = await desk.held(BOB, at(6));
    expect(await desk.commit(ANN, bobs.appointmentId)).toEqual(takenAnswer);
    expect(await desk.commit(ANN, 'invented')).toEqual(takenAnswer);
    expect(desk.standing()).toEqual([bobs]);
  });

  it('moves an appointment of an earlier call of the same number, also to a time close by', async () => {
    const desk = createDesk();
    const old = await desk.booked(ANN, at(4));
    const later = { ...ANN, callId: 'ann again' };
    const held = await desk.held(later, at(4.5));
    expect(await desk.commit(later, held.appointmentId, old.appointmentId)).toMatchObject({ ok: true });
    expect(desk.standing()).toMatchObject([{ appointmentId: held.appointmentId, state: 'booked' }]);
    expect(await desk.commit(ANN, old.appointmentId)).toEqual(takenAnswer);
  });

  it('replaces nothing that is of somebody else, and then books nothing', async () => {
    const desk = createDesk();
    const bobs = await desk.booked(BOB, at(6));
    const held = await desk.held(ANN, at(4));
    expect(await desk.commit(ANN, held.appointmentId, bobs.appointmentId)).toMatchObject({
      failure: { kind: 'not-found' },
    });
    expect(desk.standing()).toEqual([bobs, held]);
  });

  it('gives nobody two visits at once', async () => {
    const desk = createDesk();
    await desk.booked(ANN, at(4));
    const held = await desk.held(ANN, at(4.5));
    expect(await desk.commit(ANN, held.appointmentId)).toEqual(takenAnswer);
  });
});

describe('a cancellation', () => {
  it('gives the slot back, and is answered the same the second time', async () => {
    const desk = createDesk();
    const { appointmentId } = await desk.booked(ANN, at(4));
    const first = await desk.cancel({ ...ANN, callId: 'ann again' }, appointmentId);
    expect(first).toMatchObject({ ok: true, value: { state: 'cancelled' } });
    expect(await desk.cancel(ANN, appointmentId)).toEqual(first);
    expect(await desk.hold(BOB, at(4))).toMatchObject({ ok: true });
  });

  it('of what is somebody else’s, or nobody’s, does nothing', async () => {
    const desk = createDesk();
    const bobs = await desk.booked(BOB, at(4));
    expect(await desk.cancel(ANN, bobs.appointmentId)).toMatchObject({ failure: { kind: 'not-found' } });
    expect(await desk.cancel(ANN, 'invented')).toMatchObject({ failure: { kind: 'not-found' } });
    expect(desk.standing()).toEqual([bobs]);
  });
});

describe('who looks', () => {
  it('finds the next visit of the number, not the one that is over', async () => {
    const desk = createDesk();
    const first = await desk.booked(ANN, at(4));
    await desk.booked(ANN, at(6));
    const asked = { callId: 'ann again', number: ANN.number };
    expect(await desk.book.of(asked).find(asked)).toEqual({ ok: true, value: first });
    desk.pass(5 * HOUR_MS);
    expect(await desk.book.of(asked).find(asked)).toMatchObject({ value: { slot: at(6) } });
    const stranger = { callId: 'ann again', number: null };
    expect(await desk.book.of(stranger).find(stranger)).toEqual({ ok: true, value: null });
  });

  it('is not offered what they have, and others are not offered what is near it', async () => {
    const desk = createDesk();
    await desk.booked(ANN, at(4));
    const query = { fromWallMs: MONDAY, toWallMs: at(5).endWallMs, most: 3 };
    const starts = async (who: typeof ANN) => {
      const answer = await desk.book.of(who).free(query);
      return answer.ok ? answer.value.map(({ startWallMs }) => (startWallMs - MONDAY) / HOUR_MS) : answer.failure;
    };
    expect(await starts(ANN)).toEqual([2, 2.5, 3]);
    expect(await starts(BOB)).toEqual([2, 2.5, 3]);
    await desk.booked(BOB, at(2));
    expect(await starts(ANN)).toEqual([3, 3.5, 4.5]);
    expect(await starts(BOB)).toEqual([2.5, 3, 5]);
  });
});

describe('whatever the callers do', () => {
  type Deed = { who: number; act: 'hold' | 'commit' | 'cancel' | 'wait' | 'end'; hour: number; which: number };
  const deed: fc.Arbitrary<Deed> = fc.record({
    who: fc.integer({ min: 0, max: 3 }),
    act: fc.constantFrom('hold', 'hold', 'commit', 'commit', 'cancel', 'wait', 'end'),
    hour: fc.integer({ min: 4, max: 14 }).map((half) => half / 2),
    which: fc.nat(20),
  });

  const parties = [ANN, { ...ANN, callId: 'ann again' }, BOB, { callId: 'hidden', number: null }] as (typeof ANN)[];

  function done(desk: ReturnType<typeof createDesk>, { who, act, hour, which }: Deed): unknown {
    const party = parties[who]!;
    const known = desk.book.appointments().map(({ appointmentId }) => appointmentId);
    const one = known[which % Math.max(1, known.length)] ?? 'none';
    switch (act) {
      case 'hold':
        return desk.hold(party, at(hour));
      case 'commit':
        return desk.commit(party, one, which % 3 === 0 ? (known[0] ?? null) : null);
      case 'cancel':
        return desk.cancel(party, one);
      case 'end': {
        desk.book.endCall(party.callId);
        return;
      }
      case 'wait':
        return desk.pass(4 * 60_000);
    }
  }
  const sameLead = (a: Appointment, b: Appointment) =>
    a.callId === b.callId || (a.number !== null && a.number === b.number);
  /** Two at once that may not be: all but what a lead has booked beside what the same lead is held to move it to. */
  const clashes = (standing: readonly Appointment[]) =>
    standing.flatMap((a) =>
      standing.filter(
        (b) => a !== b && overlaps(a.slot, b.slot) && !(sameLead(a, b) && [a.state, b.state].includes('held')),
      ),
    );

  it('nobody is booked where somebody else is, and every call holds one slot at most', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 40 }), async (deeds) => {
        const desk = createDesk();
        for (const one of deeds) {
          await done(desk, one);
          const standing = desk.standing();
          expect(clashes(standing)).toEqual([]);
          const holding = standing.filter(({ state }) => state === 'held').map(({ callId }) => callId);
          expect(new Set(holding).size).toBe(holding.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
