import { z } from 'zod';
import { Failure } from './failure.ts';

/** The wire shape of `Result<Value, Failure>`. */
export const outcome = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), failure: Failure }),
  ]);
