import type { CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import { AppointmentLine } from '../../bridge/appointment-line.tsx';

/** The visit that the calendar holds for the caller, or has booked. Draws nothing while there is none. */
export function AppointmentPanel({ snapshot }: { snapshot: Pick<CallSnapshot, 'line' | 'appointment' | 'hold'> }) {
  if (!snapshot.appointment && !snapshot.hold) return null;
  return (
    <section className="panel" aria-labelledby="panel-appointment">
      <h2 id="panel-appointment">Appointment</h2>
      <AppointmentLine call={snapshot} />
    </section>
  );
}
