import { z } from 'zod';
import { LineName } from '../call/call-id.ts';
import { Appointment } from './appointment.ts';
import { BusyTime } from './busy-time.ts';

/** An appointment with the line of its call: what is practised is no visit. */
export const CalendarEntry = Appointment.extend({ line: LineName });
export type CalendarEntry = z.infer<typeof CalendarEntry>;

/** What is in the book of a span of time, each earliest first. */
export const CalendarPage = z.object({ appointments: z.array(CalendarEntry), busy: z.array(BusyTime) });
export type CalendarPage = z.infer<typeof CalendarPage>;
