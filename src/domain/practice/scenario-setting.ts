import { z } from 'zod';
import { isTimeZone } from './local-time.ts';

const LocalMoment = z
  .string()
  .regex(
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d$/,
    'must be a day and a time, as 2026-03-05 16:00',
  );

/** When and where the call is, for whoever can choose it: an evaluation, and a practice call on a simulated clock. */
export const ScenarioMoment = z.strictObject({
  at: LocalMoment.default('2026-03-02 10:00').describe(
    'As the lead’s clock has it. Left out: a Monday, ten in the morning.',
  ),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be a time zone, as America/New_York')
    .default('America/New_York')
    .describe('Where the lead’s clock stands.'),
});
export type ScenarioMoment = z.infer<typeof ScenarioMoment>;
export const DEFAULT_MOMENT: ScenarioMoment = ScenarioMoment.parse({});

/** What there is to book in, where it is not simply free in office hours. */
export const ScenarioCalendar = z.strictObject({
  taken: z.array(LocalMoment).max(50).optional().describe('Visits that others have, by when they begin.'),
  snatched: z
    .number()
    .int()
    .min(1)
    .max(5)
    .optional()
    .describe('So many slots are given to somebody else after they were offered to the lead.'),
  away: z.literal(true).optional().describe('It does not answer.'),
});
export type ScenarioCalendar = z.infer<typeof ScenarioCalendar>;
