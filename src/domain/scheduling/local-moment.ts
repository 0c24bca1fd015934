import { z } from 'zod';

/** A day and a time as a calendar and a clock on the wall show them: 2026-03-02T09:00. */
export const LocalMoment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'write a day and a time, such as 2026-03-02T09:00');
export type LocalMoment = z.infer<typeof LocalMoment>;
