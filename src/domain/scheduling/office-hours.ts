import { z } from 'zod';

/** In the order of ISO 8601: Monday is the first. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A time of day as a clock on the wall shows it, '00:00' to '24:00'. */
export const TimeOfDay = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'write the time as hours and minutes, such as 09:00 or 17:30');

export const minutesOfDay = (time: string): number => {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
};

/** From when to when visits may be; null where there are none that day. */
export const OpenHours = z
  .strictObject({ opens: TimeOfDay, closes: TimeOfDay })
  .refine(({ opens, closes }) => minutesOfDay(opens) < minutesOfDay(closes), {
    message: 'the day has to close after it opens',
    path: ['closes'],
  })
  .nullable();
export type OpenHours = z.infer<typeof OpenHours>;

export const OfficeHours = z.strictObject({
  monday: OpenHours,
  tuesday: OpenHours,
  wednesday: OpenHours,
  thursday: OpenHours,
  friday: OpenHours,
  saturday: OpenHours,
  sunday: OpenHours,
});
export type OfficeHours = z.infer<typeof OfficeHours>;

const workday = { opens: '09:00', closes: '18:00' };
export const USUAL_HOURS: OfficeHours = {
  monday: workday,
  tuesday: workday,
  wednesday: workday,
  thursday: workday,
  friday: workday,
  saturday: { opens: '10:00', closes: '16:00' },
  sunday: null,
};
