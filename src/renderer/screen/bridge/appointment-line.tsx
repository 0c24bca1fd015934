import { CalendarDays } from 'lucide-react';
import type { Appointment } from '../../../domain/scheduling/appointment.ts';
import { appointmentWords, deskZone } from './appointment-words.ts';
import { useSettings } from './bridge-context.tsx';

type AppointmentLineProps = {
  call: { line: 'practice' | 'telephone'; appointment: Appointment | null; hold: Appointment | null };
};

/** The visit that a call has booked, holds or called off. Draws nothing where there is none. */
export function AppointmentLine({ call }: AppointmentLineProps) {
  const { settings } = useSettings();
  const words = appointmentWords(call, deskZone(settings));
  if (words === null) return null;
  return (
    <p className="row" role="status">
      <CalendarDays className="icon" aria-hidden="true" />
      <span className="grow">
        {words}
        {call.line === 'practice' ? <span className="faint"> – practice, nobody comes</span> : null}
      </span>
      <a href="#/calendar">Calendar</a>
    </p>
  );
}
