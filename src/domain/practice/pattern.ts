import { z } from 'zod';

/** A regular expression as people write one: /words/ or /words/i. */
export const Pattern = z
  .string()
  .refine((text) => readPattern(text) !== undefined, 'must be a regular expression between slashes, as /hello/i');

/** The expression, or nothing where it is none. */
export function readPattern(text: string): RegExp | undefined {
  const [, source, flags] = /^\/(.+)\/([imsu]*)$/s.exec(text) ?? [];
  if (source === undefined) return undefined;
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
