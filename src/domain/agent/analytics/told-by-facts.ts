import { z } from 'zod';
import { TimeSlot } from '../../scheduling/time-slot.ts';
import { Objection } from '../objections/objection.ts';
import type { AnalysedRecord } from './analysed-record.ts';

const Kept = z.object({ slot: TimeSlot, state: z.enum(['booked', 'cancelled']) });
export type KeptAppointment = z.infer<typeof Kept>;

/** The appointment that the calendar has committed or cancelled, by the facts of the call; null for words alone. */
export function appointmentOf({ appointment }: Pick<AnalysedRecord, 'appointment'>): KeptAppointment | null {
  for (const told of [appointment].flat().reverse()) {
    const inside = z.object({ appointment: z.unknown() }).safeParse(told);
    const kept = Kept.safeParse(inside.success ? inside.data.appointment : told);
    if (kept.success) return kept.data;
  }
  return null;
}

/** The objections that were met in the call, as they were noted while it went on; none where it was not noted. */
export function objectionsOf({ objections }: Pick<AnalysedRecord, 'objections'>): Objection[] {
  if (!Array.isArray(objections)) return [];
  return objections.flatMap((told: unknown) => {
    const objection = Objection.safeParse(told);
    return objection.success ? [objection.data] : [];
  });
}
