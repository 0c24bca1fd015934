/** Inclusive bounds of a `Range` header; the whole file where there is none; undefined where it cannot be served. */
export function parseRange(header: string | null, size: number): { from: number; to: number } | undefined {
  if (header === null) return { from: 0, to: size - 1 };
  const match = /^bytes=(\d*)-(\d*)$/.exec(header);
  if (!match || (!match[1] && !match[2])) return undefined;
  const from = match[1] ? Number(match[1]) : Math.max(0, size - Number(match[2]));
  const to = match[1] && match[2] ? Math.min(Number(match[2]), size - 1) : size - 1;
  return from <= to && from < size ? { from, to } : undefined;
}
