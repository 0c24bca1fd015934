import { useEffect, useState } from 'react';
import type { Failure } from '../../../domain/failure.ts';
import { useClient, useHappening } from './bridge-context.tsx';
import type { EventPayload } from './screen-words.ts';
import { useWish } from './use-wish.ts';

export type LoopbackView = {
  running: boolean;
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
  const [running, setRunning] = useState(false);
  const [levels, setLevels] = useState<EventPayload<'loopback.measured'> | null>(null);
  useHappening('loopback.measured', setLevels);
  useHappening('loopback.ended', () => {
    setRunning(false);
  });
  useEffect(() => {
    if (!running || !client) return;
    return () => void client.call('loopback.stop', null);
  }, [running, client]);
  return {
    running,
    levels: running ? levels : null,
    start: () => {
      setLevels(null);
      void begin.send(null).then((answer) => {
        setRunning(answer.ok);
      });
    },
    // Leaving it, however that comes about, stops it.
    stop: () => {
      setRunning(false);
    },
    failure: begin.failure,
  };
}
