import { z } from 'zod';

/**
 * The one shortcut: screen → line, over a port of its own. The line moves its gates in the tick in which this arrives
 * and tells main afterwards, so that taking over works when everything else hangs.
 */
export const GateWish = z.object({ type: z.enum(['takeOver', 'handBack']), callId: z.string() });
export type GateWish = z.infer<typeof GateWish>;
