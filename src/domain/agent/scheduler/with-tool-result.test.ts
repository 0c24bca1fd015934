import { describe, expect, it } from 'vitest';
import { failed, ok } from '../../../base/result.ts';
import type { Appointment } from '../../scheduling/appointment.ts';
import type { AppointmentState } from '../appointment-state.ts';
import { practiceContext, practiceTurn } from '../testing/practice-seed.ts';
import { decideAppointment } from './decide-appointment.ts';
import { withToolBegun, withToolResult } from './with-tool-result.ts';

const booked: Appointment = {
  appointmentId: 'a1',
  callId: 'call-1',
  slot: { startWallMs: Date.UTC(2026, 2, 5, 21), endWallMs: Date.UTC(2026, 2, 5, 22) },
  state: 'booked',
  heldUntilWallMs: null,
  leadName: 'Jordan',
  number: null,
};
const CANCEL = { tool: 'cancel', appointmentId: 'a1' } as const;
const found: AppointmentState = { stage: 'found', appointment: booked, wants: 'cancel' };
/** The calendar was asked to cancel it, and then we were gone. */
const lost = withToolBegun(practiceContext({ appointment: found }), CANCEL);

describe('a cancellation whose answer nobody has', () => {
  it('is looked up before anything is said of it', () => {
    expect(decideAppointment(lost, practiceTurn('No, not that.', lost)).tool).toEqual({ tool: 'find' });
  });

  it.each<[string, Appointment | null, Partial<AppointmentState>]>([
    ['was done', null, { stage: 'cancelled', told: false }],
    ['was not done', booked, { stage: 'found' }],
    [
      'was done, and another visit is still to come',
      { ...booked, appointmentId: 'a2' },
      { stage: 'cancelled', told: false },
    ],
  ])('%s', (_, answer, state) => {
    const known = withToolResult(lost, { tool: 'find' }, { tool: 'find', answer: ok(answer) });
    expect(known.appointment).toMatchObject(state);
    expect(known.appointment).not.toHaveProperty('cancelling');
  });

  it('stays unknown while the calendar does not answer', () => {
    const answer = failed({ kind: 'calendar-unavailable', detail: 'it did not answer in time' } as const);
    expect(withToolResult(lost, CANCEL, { tool: 'cancel', answer }).appointment).toEqual(lost.appointment);
    expect(withToolResult(lost, { tool: 'find' }, { tool: 'find', answer }).appointment).toEqual(lost.appointment);
  });
});
