import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../domain/failure.ts';
import { useClient, useHappening } from './bridge-context.tsx';
import type { EventPayload } from './screen-words.ts';
import { useWish } from './use-wish.ts';

export type LoopbackView = {
  running: boolean;
  /** It is being begun: the microphone is opened. */
  starting: boolean;
  /** Both in dBFS; null before the first. */
  levels: EventPayload<'loopback.measured'> | null;
  start: () => void;
  stop: () => void;
  failure: Failure | null;
};

/** Hearing oneself: the microphone comes back from the speaker until it is stopped, or the page is left. */
export function useLoopback(): LoopbackView {
  const client = useClient();
  const begin = useWish('loopback.start');
  const [wanted, setWanted] = useState(false);
  const running = wanted && !begin.busy;
  const [levels, setLevels] = useState<EventPayload<'loopback.measured'> | null>(null);
  useHappening('loopback.measured', setLevels);
  /** While one is begun, what ends is the one before. */
  const beginning = useRef(false);
  useHappening('loopback.ended', () => {
    if (!beginning.current) setWanted(false);
  });
  // Also when the page is left before it has begun.
  useEffect(() => {
    if (!wanted || !client) return;
    return () => void client.call('loopback.stop', null);
  }, [wanted, client]);
  return {
    running,
    starting: begin.busy,
    levels: running ? levels : null,
    start: () => {
      setLevels(null);
      setWanted(true);
      beginning.current = true;
      void begin.send(null).then((answer) => {
        beginning.current = false;
        if (!answer.ok) setWanted(false);
      });
    },
    // Leaving it, however that comes about, stops it.
    stop: () => {
      setWanted(false);
    },
    failure: begin.failure,
  };
}
