import { useCallback, useState } from 'react';
import { failed, type Result } from '../../../base/result.ts';
import type { Failure } from '../../../domain/failure.ts';
import { useClient } from './bridge-context.tsx';
import type { WishInput, WishName, WishOutput } from './screen-words.ts';
import { ask } from './use-answer.ts';

export type Wish<Name extends WishName> = {
  /** Asks main to do it. Answers what main answered. */
  send: (input: WishInput<Name>) => Promise<Result<WishOutput<Name>, Failure>>;
  busy: boolean;
  /** Why the last one was not done; null once another is sent. */
  failure: Failure | null;
  forget: () => void;
};

/** Something the person asks main for, with what a button must show of it. */
export function useWish<Name extends WishName>(name: Name): Wish<Name> {
  const client = useClient();
  const [running, setRunning] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);

  const send = useCallback(
    async (input: WishInput<Name>): Promise<Result<WishOutput<Name>, Failure>> => {
      if (!client) {
        const lost: Failure = { kind: 'process-lost', part: 'main', exitCode: null };
        setFailure(lost);
        return failed(lost);
      }
      setRunning((count) => count + 1);
      setFailure(null);
      const answer = await ask(client, name, input);
      setRunning((count) => count - 1);
      if (!answer.ok) setFailure(answer.failure);
      return answer;
    },
    [client, name],
  );
  const forget = useCallback(() => {
    setFailure(null);
  }, []);
  return { send, busy: running > 0, failure, forget };
}
