/** A token is renewed when this much of it is left: enough for a night's edge outage to be no emergency. */
const LEFT_SHARE = 0.25;
const LEFT_AT_LEAST_MS = 60_000;
const RETRY_FIRST_MS = 1_000;
const RETRY_AT_MOST_MS = 60_000;

/** When the token ends and when it was made (milliseconds since 1970), or that there is none yet. */
export type HeldToken = { mintedAtWallMs: number; expiresAtWallMs: number } | null;

/**
 * How many milliseconds from now a token should be made, zero for at once. After `failures` in a row the wait doubles
 * from one second up to a minute. A wall clock that was set back cannot put it off longer than the token lasts.
 */
export function tokenDueInMs(held: HeldToken, nowWallMs: number, failures: number): number {
  const retryMs = failures === 0 ? 0 : Math.min(RETRY_AT_MOST_MS, RETRY_FIRST_MS * 2 ** (failures - 1));
  if (!held || failures > 0) return retryMs;
  const lifeMs = held.expiresAtWallMs - held.mintedAtWallMs;
  const leftMs = Math.min(lifeMs / 2, Math.max(LEFT_AT_LEAST_MS, lifeMs * LEFT_SHARE));
  const usefulMs = lifeMs - leftMs;
  return Math.max(0, Math.min(usefulMs, held.mintedAtWallMs + usefulMs - nowWallMs));
}
