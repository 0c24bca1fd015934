import { z } from 'zod';

/** See `domain/call/gate-wish`: which wish this is, so that it is done once, whichever way it comes. */
export const WishStamp = z.object({
  screen: z.string().regex(/^[a-zA-Z\d-]{1,64}$/),
  count: z.number().int().positive(),
});

/**
 * The one shortcut: screen → line, over a port of its own. The line moves its gates in the tick in which this arrives
 * and tells main afterwards, so that taking over works when everything else hangs.
 */
export const GateWish = z.object({ type: z.enum(['takeOver', 'handBack']), callId: z.string(), wish: WishStamp });
export type GateWish = z.infer<typeof GateWish>;
