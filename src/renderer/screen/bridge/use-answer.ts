import { useCallback, useEffect, useRef, useState } from 'react';
import type { Result } from '../../../base/result.ts';
import type { Failure } from '../../../domain/failure.ts';
import type { ScreenClient } from './bridge.ts';
import { useClient } from './bridge-context.tsx';
import type { WishInput, WishName, WishOutput } from './screen-words.ts';

/** Asks main, with the types of one name. */
export const ask = <Name extends WishName>(client: ScreenClient, name: Name, input: WishInput<Name>) =>
  client.call(name, input as Parameters<typeof client.call<Name>>[1]) as Promise<Result<WishOutput<Name>, Failure>>;

export type Answer<Value> = {
  /** The last good answer, kept while a newer one is on its way. */
  value: Value | null;
  failure: Failure | null;
  /** True until the first answer to this question. */
  loading: boolean;
  /** Asks again. */
  refresh: () => void;
};

/** What main answers to a question; asked again when the input changes, after a reload of main's port, and on `refresh`. */
export function useAnswer<Name extends WishName>(
  name: Name,
  input: WishInput<Name> | undefined,
): Answer<WishOutput<Name>> {
  const client = useClient();
  const key = JSON.stringify(input);
  const [held, setHeld] = useState<{
    key: string | undefined;
    value: WishOutput<Name> | null;
    failure: Failure | null;
  }>({ key: undefined, value: null, failure: null });
  const [round, setRound] = useState(0);
  const asked = useRef(input);
  useEffect(() => {
    asked.current = input;
  });

  useEffect(() => {
    const question = asked.current;
    if (!client || question === undefined) return undefined;
    let stale = false;
    void ask(client, name, question).then((answer) => {
      if (stale) return;
      setHeld((before) =>
        answer.ok
          ? { key, value: answer.value, failure: null }
          : { key, value: before.key === key ? before.value : null, failure: answer.failure },
      );
    });
    return () => {
      stale = true;
    };
  }, [client, name, key, round]);

  const refresh = useCallback(() => {
    setRound((before) => before + 1);
  }, []);
  const current = held.key === key;
  return {
    value: current ? held.value : null,
    failure: current ? held.failure : null,
    loading: !current && input !== undefined,
    refresh,
  };
}
