import { useEffect, useState } from 'react';
import { useClock } from './bridge-context.tsx';

/** Wall time in ms, renewed every `everyMs` while `running`. */
export function useNow(everyMs: number, running = true): number {
  const clock = useClock();
  const [now, setNow] = useState(() => clock.wallTime());
  useEffect(() => {
    if (!running) return undefined;
    let cancel = () => {};
    const tick = () => {
      setNow(clock.wallTime());
      cancel = clock.after(everyMs, tick);
    };
    tick();
    return () => {
      cancel();
    };
  }, [clock, everyMs, running]);
  return now;
}
