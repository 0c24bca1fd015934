import { z } from 'zod';
import { ObjectionKind } from '../agent/objections/objection.ts';
import { Slot } from '../agent/qualification/evidence.ts';
import { EndReason } from '../call/call-id.ts';
import { WEEKDAYS } from './local-time.ts';
import { Pattern, readPattern } from './pattern.ts';

/** An object with any of these keys and no other. */
const anyOf = <Key extends string, Value extends z.ZodType>(keys: readonly Key[], value: Value) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, value.optional()])) as Record<Key, z.ZodOptional<Value>>);

/** A value of the rubric, or an expression for the caller's words; null where nothing may be known. */
const SlotValue = z
  .string()
  .min(1)
  .refine(
    (text) => !text.startsWith('/') || readPattern(text) !== undefined,
    'must be a word, or a regular expression between slashes, as /maple grove/i',
  )
  .nullable();

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day as 16:30');

export const BookingExpect = z
  .strictObject({
    is: z.enum(['none', 'booked', 'cancelled']).describe('What the calendar holds for this call in the end.'),
    day: z
      .string()
      .refine(
        (text) => (WEEKDAYS as readonly string[]).includes(text) || /^\d{4}-\d{2}-\d{2}$/.test(text),
        'must be a day of the week, as thursday, or a date, as 2026-03-05',
      )
      .optional()
      .describe('As the lead’s clock has it.'),
    from: TimeOfDay.optional().describe('It begins then, or later.'),
    until: TimeOfDay.optional().describe('It begins then, or earlier.'),
  })
  .superRefine(({ is, day, from, until }, context) => {
    if (is === 'none' && (day ?? from ?? until) !== undefined)
      context.addIssue({ code: 'custom', message: 'what is not there has no day and no time' });
  });
export type BookingExpect = z.infer<typeof BookingExpect>;

const share = z.number().min(0).max(1);
export const ScoreExpect = z
  .strictObject({ min: share.optional(), max: share.optional() })
  .refine(({ min = 0, max = 1 }) => min <= max, 'min must not be above max');

/** What the call must have come to, whoever looks: judged by its record, and not by what the lead heard. */
export const outcomeExpect = {
  callerHeard: z
    .union([Pattern, z.array(Pattern).min(1).max(20)])
    .optional()
    .describe('What the lead said stands in the record like this.'),
  slots: anyOf(Slot.options, SlotValue).optional().describe('What the lead’s words prove; null: nothing.'),
  score: ScoreExpect.optional().describe('What the lead is worth in the end, 0 to 1.'),
  scoreFalls: z.literal(true).optional().describe('The score was higher once than it is in the end.'),
  qualified: z.boolean().optional(),
  booking: BookingExpect.optional(),
  objections: anyOf(ObjectionKind.options, z.enum(['answered', 'followedUp', 'respected', 'handedOver', 'none']))
    .optional()
    .describe('What became of each in the end; none: it was not taken for one.'),
  endReason: EndReason.optional().describe('How the record says that the call ended.'),
} as const;

export const OutcomeExpect = z.strictObject(outcomeExpect);
export type OutcomeExpect = z.infer<typeof OutcomeExpect>;
