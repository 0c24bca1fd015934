/** Of calls whose end nobody told, because a process died; the others are forgotten when they are over. */
export const KEEP_CALLS = 20;
/** After a day nobody resumes a call. */
export const EXPIRES_MS = 24 * 60 * 60 * 1000;
/** A call that was written down so lately may be up, at another desk that keeps its calls on the same server. */
const MAY_BE_UP_MS = 60 * 60 * 1000;

export type KeptCall = { readonly callId: string; readonly writtenWallMs: number };

/** Which of the calls kept on a server are to be forgotten: what has expired, and what is left over beyond the newest. */
export function callsToForget(kept: readonly KeptCall[], wallMs: number): string[] {
  const newestFirst = [...kept].sort((one, other) => other.writtenWallMs - one.writtenWallMs);
  return newestFirst
    .filter(({ writtenWallMs }, rank) => {
      const ageMs = wallMs - writtenWallMs;
      return ageMs > EXPIRES_MS || (rank >= KEEP_CALLS && ageMs > MAY_BE_UP_MS);
    })
    .map(({ callId }) => callId);
}
