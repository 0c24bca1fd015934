import { useEffect, useState } from 'react';
import type { Failure } from '../../../../domain/failure.ts';
import { judgeConnection, type ConnectionVerdict } from '../../../../domain/telephony/judge-connection.ts';
import { useClient, useHappening } from '../../bridge/bridge-context.tsx';
import type { EventPayload } from '../../bridge/screen-words.ts';
import { useWish } from '../../bridge/use-wish.ts';

export type ConnectionTestView = {
  /** What is being tested with; null where nothing is. */
  running: 'tone' | 'voice' | null;
  progress: EventPayload<'connection.progressed'> | null;
  verdict: ConnectionVerdict | null;
  /** Why it ended without a verdict. */
  cancelled: 'asked' | 'call' | null;
  test: (withVoice: boolean) => void;
  cancel: () => void;
  cancelling: boolean;
  failure: Failure | null;
};

type Outcome = { verdict: ConnectionVerdict | null; cancelled: ConnectionTestView['cancelled'] };
const NONE: Outcome = { verdict: null, cancelled: null };

/** A test of the connection, and what it came to. Leaving the page ends it. */
export function useConnectionTest(): ConnectionTestView {
  const client = useClient();
  const begin = useWish('connection.test');
  const end = useWish('connection.cancel');
  const [running, setRunning] = useState<ConnectionTestView['running']>(null);
  const [progress, setProgress] = useState<ConnectionTestView['progress']>(null);
  const [{ verdict, cancelled }, setOutcome] = useState(NONE);
  useHappening('connection.progressed', setProgress);
  useEffect(() => {
    if (!running || !client) return;
    return () => void client.call('connection.cancel', null);
  }, [running, client]);

  const test = async (withVoice: boolean) => {
    setRunning(withVoice ? 'voice' : 'tone');
    setProgress(null);
    setOutcome(NONE);
    const answer = await begin.send({ withVoice });
    setRunning(null);
    if (!answer.ok) return;
    const { value } = answer;
    setOutcome(
      value.ended === 'complete'
        ? { verdict: judgeConnection(value.report), cancelled: null }
        : { verdict: null, cancelled: value.why },
    );
  };
  return {
    running,
    progress: running ? progress : null,
    verdict,
    cancelled,
    test: (withVoice) => void test(withVoice),
    cancel: () => void end.send(null),
    cancelling: end.busy,
    failure: begin.failure ?? end.failure,
  };
}
