import { z } from 'zod';

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** An IANA name, such as America/New_York. */
export const TimeZone = z
  .string()
  .min(1)
  .max(64)
  .refine(isTimeZone, 'not the name of a time zone; write it such as America/New_York');

/** Where the clock of this machine stands. */
export const machineTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
