import { expect, test } from 'vitest';
import type { Appointment } from '../../../domain/scheduling/appointment.ts';
import { appointmentWords, spanWords } from './appointment-words.ts';

const slot = { startWallMs: Date.UTC(2026, 2, 5, 22), endWallMs: Date.UTC(2026, 2, 5, 23) };
const booked: Appointment = {
  appointmentId: 'a',
  callId: 'c',
  slot,
  state: 'booked',
  heldUntilWallMs: null,
  leadName: 'Dana',
  number: null,
};

test('a visit is told by the clock of the desk', () => {
  expect(appointmentWords({ appointment: booked, hold: null }, 'America/Chicago')).toBe(
    'Booked: Thu, Mar 5, 16:00–17:00',
  );
  expect(appointmentWords({ appointment: null, hold: null }, 'UTC')).toBeNull();
});

test('what is held to move a visit to is told beside it', () => {
  const hold: Appointment = { ...booked, state: 'held', heldUntilWallMs: 1 };
  expect(appointmentWords({ appointment: booked, hold }, 'UTC')).toBe(
    'Booked: Thu, Mar 5, 22:00–23:00. Held, not confirmed yet: Thu, Mar 5, 22:00–23:00',
  );
});

test('a span over midnight names the day of its end', () => {
  expect(spanWords({ ...slot, endWallMs: Date.UTC(2026, 2, 6, 3) }, 'UTC')).toBe('22:00–Fri, Mar 6, 03:00');
});
