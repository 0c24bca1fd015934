import { z } from 'zod';
import { Failure } from '../failure.ts';

/** Whether calls can come and go: `off` without keys, `lost` while a reason is known why not. */
export const TelephoneState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('off') }),
  z.object({ state: z.literal('registering') }),
  z.object({ state: z.literal('ready'), edge: z.string() }),
  z.object({ state: z.literal('lost'), failure: Failure }),
]);
export type TelephoneState = z.infer<typeof TelephoneState>;
