import { z } from 'zod';
import { Objection } from '../../domain/agent/objections/objection.ts';
import type { CallOutcome } from '../../domain/practice/call-outcome.ts';
import type { CallRecord } from '../../domain/record/call-record.ts';
import { Appointment } from '../../domain/scheduling/appointment.ts';

/** Records from before there was a calendar, and from before objections were noted, have none. */
const Told = z.object({
  appointment: Appointment.nullable().default(null),
  objections: z.array(Objection).default([]),
});

/** What the record of a call says of its appointment and of what the lead had against going on. */
export const toldBy = (record: CallRecord): Pick<CallOutcome, 'appointment' | 'objections'> => Told.parse(record);
