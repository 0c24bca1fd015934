import type { Objection } from '../agent/objections/objection.ts';
import type { CallRecord } from '../record/call-record.ts';
import type { Appointment } from '../scheduling/appointment.ts';

/** What a finished call has come to. */
export type CallOutcome = {
  record: Pick<CallRecord, 'turns' | 'qualification' | 'scores' | 'endReason'>;
  /** What the calendar holds for the call; null where it never had anything. */
  appointment: Pick<Appointment, 'state' | 'slot'> | null;
  objections: readonly Pick<Objection, 'kind' | 'outcome'>[];
  /** Where the lead's clock stands. */
  timeZone: string;
};
