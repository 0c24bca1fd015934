/** The local day in which a moment lies, from midnight to the next one. Days with a clock change are 23 or 25 hours long. */
export function dayAround(wallMs: number): { fromWallMs: number; toWallMs: number } {
  const midnight = new Date(wallMs);
  midnight.setHours(0, 0, 0, 0);
  const next = new Date(midnight);
  next.setDate(next.getDate() + 1);
  return { fromWallMs: midnight.getTime(), toWallMs: next.getTime() };
}
