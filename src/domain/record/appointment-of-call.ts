import type { Appointment } from '../scheduling/appointment.ts';
import type { CallFact } from './call-fact.ts';

/** `appointment`: booked or called off in this call, as it stands. `hold`: what the calendar keeps for it, unconfirmed. */
export type AppointmentOfCall = { readonly appointment: Appointment | null; readonly hold: Appointment | null };

export type AppointmentFact = Extract<
  CallFact,
  { type: 'appointmentHeld' | 'appointmentBooked' | 'appointmentCancelled' }
>;

/** What such a fact makes of what a call has. Pure. */
export function addAppointmentFact(
  known: AppointmentOfCall,
  { type, appointment }: AppointmentFact,
): AppointmentOfCall {
  if (type === 'appointmentHeld') return { appointment: known.appointment, hold: appointment };
  const isIt = (one: Appointment | null) => one?.appointmentId === appointment.appointmentId;
  const hold = isIt(known.hold) ? null : known.hold;
  if (type === 'appointmentBooked') return { hold, appointment };
  // A hold that is let go was never a visit; and what else was booked still is.
  const others = known.appointment?.state === 'booked' && !isIt(known.appointment);
  return { hold, appointment: isIt(known.hold) || others ? known.appointment : appointment };
}
