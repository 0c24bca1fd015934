export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** A moment as a clock on the wall there shows it: `2026-03-05`, `thursday`, `16:30`. */
export type LocalTime = { date: string; weekday: string; time: string };

/** @param timeZone IANA name. */
export function localTimeOf(wallMs: number, timeZone: string): LocalTime {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
    })
      .formatToParts(wallMs)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    weekday: (parts['weekday'] ?? '').toLowerCase(),
    time: `${parts['hour']}:${parts['minute']}`,
  };
}

/** The moment at which the clock there shows `2026-03-05 16:30`; where it shows it twice, the first. */
export function wallMsOf(local: string, timeZone: string): number {
  const asUtc = Date.parse(`${local.replace(' ', 'T')}:00Z`);
  const shown = (wallMs: number) => {
    const { date, time } = localTimeOf(wallMs, timeZone);
    return Date.parse(`${date}T${time}:00Z`);
  };
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = asUtc - (shown(asUtc) - asUtc);
  return guess - (shown(guess) - asUtc);
}

/** Whether there is a zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
