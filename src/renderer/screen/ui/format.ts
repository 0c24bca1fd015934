/** `m:ss`, or `h:mm:ss` from an hour on. */
export function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A length of time in words: `0 s`, `48 s`, `3 min 20 s`, `1 h 5 min`, `3 days`. */
export function timeInWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  if (minutes >= 48 * 60) return `${Math.floor(minutes / 1440)} days`;
  return minutes % 60 === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export const milliseconds = (ms: number | null): string => (ms === null ? '–' : `${Math.round(ms)} ms`);

/** Decimal units, as download pages count: `98 MB`, `1.1 GB`. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(bytes > 0 ? 1 : 0, Math.round(bytes / 1000))} kB`;
  if (bytes < 1_000_000_000) return `${Math.round(bytes / 1_000_000)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

const DAY = new Intl.DateTimeFormat('en', { weekday: 'short', day: 'numeric', month: 'short' });
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

export const timeOfDay = (wallMs: number): string => TIME.format(wallMs);
export const dayOf = (wallMs: number): string => DAY.format(wallMs);

/** `Today 15:04`, `Yesterday 09:30`, `Mon, Jan 5, 15:04`. */
export function moment(wallMs: number, nowWallMs: number): string {
  const day = dayOf(wallMs);
  if (day === dayOf(nowWallMs)) return `Today ${timeOfDay(wallMs)}`;
  if (day === dayOf(nowWallMs - 86_400_000)) return `Yesterday ${timeOfDay(wallMs)}`;
  return `${day}, ${timeOfDay(wallMs)}`;
}

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
