import { z } from 'zod';
import { TimeSlot } from './time-slot.ts';

/** A slot that a call has asked the calendar for. `held` ends by itself; `booked` and `cancelled` stay. */
export const Appointment = z.object({
  appointmentId: z.string().min(1),
  /** The call it was made in. */
  callId: z.string().min(1),
  slot: TimeSlot,
  state: z.enum(['held', 'booked', 'cancelled']),
  /** When a hold ends that nobody has confirmed, ms since the epoch; null for all else. */
  heldUntilWallMs: z.number().int().nullable(),
  leadName: z.string(),
  /** E.164; null where there is none (practice). */
  number: z.string().nullable(),
});
export type Appointment = z.infer<typeof Appointment>;
