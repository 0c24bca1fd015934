import { useEffect, useState } from 'react';
import type { PracticeReport } from '../../../../domain/practice/practice-report.ts';
import type { CallRecord } from '../../../../domain/record/call-record.ts';
import { useClient, useHappening } from '../../bridge/bridge-context.tsx';

/** The last call to a scenario, and how its expectations came out where that is still known. */
export type LastResult = { record: CallRecord; report: PracticeReport | null };

const LOOK_BACK = 100;

/** The last result of every scenario that was called lately, by scenario id. */
export function useLastResults(): ReadonlyMap<string, LastResult> {
  const client = useClient();
  const [results, setResults] = useState<ReadonlyMap<string, LastResult>>(new Map());
  const [round, setRound] = useState(0);
  useHappening('records.changed', () => {
    setRound((before) => before + 1);
  });
  useEffect(() => {
    if (!client) return undefined;
    let stale = false;
    const look = async () => {
      const answer = await client.call('history.list', { text: '', limit: LOOK_BACK, before: null });
      if (!answer.ok) return;
      const latest = new Map<string, CallRecord>();
      for (const record of answer.value.calls)
        if (record.scenarioId !== null && !latest.has(record.scenarioId)) latest.set(record.scenarioId, record);
      const found = await Promise.all(
        [...latest].map(async ([scenarioId, record]): Promise<[string, LastResult]> => {
          const report = await client.call('report.get', { callId: record.callId });
          return [scenarioId, { record, report: report.ok ? report.value : null }];
        }),
      );
      if (!stale) setResults(new Map(found));
    };
    void look();
    return () => {
      stale = true;
    };
  }, [client, round]);
  return results;
}
