const MINUTE_MS = 60_000;

/** The carrier works a price out some minutes after the call; then there is less and less hope that it will be soon. */
const WAITS_MS = [1, 2, 5, 10, 30, 60, 240].map((minutes) => minutes * MINUTE_MS);

/** A price that is not there after three days is not waited for any more. */
export const PRICE_WITHIN_MS = 3 * 24 * 60 * MINUTE_MS;

/** When a call's price was asked for last, and how often; null before the first time. */
export type Asked = { readonly times: number; readonly lastWallMs: number } | null;

/**
 * In how many ms the carrier is to be asked what a call that ended at `endedWallMs` costs; 0 is now. Never longer than one
 * wait, also where the clock has been set back meanwhile.
 */
export function priceDueInMs(asked: Asked, { endedWallMs, wallMs }: { endedWallMs: number; wallMs: number }): number {
  const times = asked?.times ?? 0;
  const waitMs = WAITS_MS[Math.min(times, WAITS_MS.length - 1)]!;
  const due = (asked?.lastWallMs ?? endedWallMs) + waitMs;
  return Math.min(Math.max(0, due - wallMs), waitMs);
}
