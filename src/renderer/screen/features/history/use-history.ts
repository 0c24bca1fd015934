import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../../../domain/failure.ts';
import type { LineName } from '../../../../domain/call/call-id.ts';
import type { CallRecord } from '../../../../domain/record/call-record.ts';
import { useClient, useHappening } from '../../bridge/bridge-context.tsx';

const PAGE = 50;

/** Whose calls are listed; 'all' is for both. */
export type LineFilter = LineName | 'all';

type Found = { text: string; line: LineFilter; calls: CallRecord[]; more: boolean };

export type History = {
  calls: CallRecord[];
  more: boolean;
  /** The words that `calls` were found by; null before the first answer. */
  foundBy: string | null;
  /** The line that `calls` are of. */
  foundOn: LineFilter;
  failure: Failure | null;
  loadingMore: boolean;
  loadMore: () => void;
};

const ofLine = (line: LineFilter) => (line === 'all' ? {} : { line });

/** The calls of a line that hold `text`, newest first; what was found stays until the next finding is there. */
export function useHistory(text: string, line: LineFilter): History {
  const client = useClient();
  const [found, setFound] = useState<Found | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [round, setRound] = useState(0);
  const [loadingMore, setLoadingMore] = useState(false);

  useHappening('records.changed', () => {
    setRound((before) => before + 1);
  });
  useEffect(() => {
    if (!client) return undefined;
    let stale = false;
    void client.call('history.list', { text, limit: PAGE, before: null, ...ofLine(line) }).then((answer) => {
      if (stale) return;
      setFailure(answer.ok ? null : answer.failure);
      if (answer.ok) setFound({ text, line, ...answer.value });
    });
    return () => {
      stale = true;
    };
  }, [client, text, line, round]);

  const last = found?.calls.at(-1);
  const loadMore = useCallback(() => {
    if (!client || !found || !last) return;
    setLoadingMore(true);
    const older = { text: found.text, limit: PAGE, before: last.startedWallMs, ...ofLine(found.line) };
    void client.call('history.list', older).then((answer) => {
      setLoadingMore(false);
      setFailure(answer.ok ? null : answer.failure);
      if (!answer.ok) return;
      setFound((before) =>
        before?.text === found.text && before.line === found.line
          ? { ...before, calls: [...before.calls, ...answer.value.calls], more: answer.value.more }
          : before,
      );
    });
  }, [client, found, last]);

  return {
    calls: found?.calls ?? [],
    more: found?.more ?? false,
    foundBy: found?.text ?? null,
    foundOn: found?.line ?? 'all',
    failure,
    loadingMore,
    loadMore,
  };
}
