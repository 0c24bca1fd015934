import { z } from 'zod';
import { Appointment } from '../scheduling/appointment.ts';
import { TimeSlot } from '../scheduling/time-slot.ts';
import { WallSpan } from './scheduler/window.ts';

/**
 * How far the caller and we are with an appointment. What says `held` or `booked` carries what the calendar answered:
 * no words of anybody can make it.
 */
export const AppointmentState = z.discriminatedUnion('stage', [
  /** We asked for a day or a time. `replaces`: the booked appointment that is to be moved. */
  z.object({
    stage: z.literal('asked'),
    replaces: z.string().nullable(),
    /** Somebody else has just got the slot that the caller wanted, and they have not heard so. */
    taken: z.literal(true).optional(),
    /** What they had been offered, one of which that was; and the time that they had wished for. */
    lost: z.array(TimeSlot).optional(),
    wish: z.array(WallSpan).optional(),
  }),
  /** The caller has heard these slots, all of which the calendar gave; none is kept. */
  z.object({
    stage: z.literal('offered'),
    slots: z.array(TimeSlot).min(1),
    replaces: z.string().nullable(),
    /** The time that they had wished for: where one of the slots is lost, others are looked for in it. */
    wish: z.array(WallSpan).optional(),
  }),
  /** The calendar keeps this slot for the call. `readBack`: the caller has heard it and was asked for a yes. */
  z.object({
    stage: z.literal('held'),
    appointment: Appointment,
    readBack: z.boolean(),
    replaces: z.string().nullable(),
    /** The calendar was asked to commit it, and it is not known what came of it. */
    committing: z.literal(true).optional(),
  }),
  /** The caller has heard which booked appointment there is, and was asked whether they want it moved or cancelled. */
  z.object({
    stage: z.literal('found'),
    appointment: Appointment,
    wants: z.enum(['move', 'cancel']),
    /** The calendar was asked to cancel it, and it is not known what came of it. */
    cancelling: z.literal(true).optional(),
  }),
  /** The calendar has committed it. `told`: the caller has heard so. */
  z.object({ stage: z.literal('booked'), appointment: Appointment, told: z.boolean() }),
  z.object({ stage: z.literal('cancelled'), appointment: Appointment, told: z.boolean() }),
  /** The caller wants none, or the calendar could not be reached: a time to call back is noted instead. */
  z.object({ stage: z.literal('none'), why: z.enum(['declined', 'unavailable']) }),
]);
export type AppointmentState = z.infer<typeof AppointmentState>;
