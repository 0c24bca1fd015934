import { useCallback } from 'react';
import type { Failure } from '../../../domain/failure.ts';
import type { ScenarioSummary } from '../../../domain/practice/scenario-summary.ts';
import { useSnapshot } from './bridge-context.tsx';
import { useAnswer } from './use-answer.ts';
import { useWish } from './use-wish.ts';

export type Practice = {
  scenarios: ScenarioSummary[];
  /** Those that can be called; a broken file cannot. */
  usable: ScenarioSummary[];
  loading: boolean;
  listFailure: Failure | null;
  refresh: () => void;
  /** Puts an ended call away and places a practice call. */
  start: (scenarioId: string) => void;
  starting: boolean;
  startFailure: Failure | null;
  /** False while a call is on the line. */
  canStart: boolean;
};

const ORDER: readonly ScenarioSummary['difficulty'][] = ['easy', 'medium', 'hard'];

/** The practice scenarios, easy ones first, and placing a call to one of them. */
export function usePractice(): Practice {
  const { phase, callId } = useSnapshot();
  const list = useAnswer('scenarios.list', null);
  const practice = useWish('practice.start');
  const dismissal = useWish('call.dismiss');
  const { send } = practice;
  const { send: dismiss } = dismissal;
  const start = useCallback(
    (scenarioId: string) => {
      const placed = async () => {
        if (phase === 'ended' && callId) await dismiss({ callId });
        await send({ scenario: scenarioId });
      };
      void placed();
    },
    [phase, callId, dismiss, send],
  );
  const scenarios = (list.value ?? []).toSorted((a, b) => ORDER.indexOf(a.difficulty) - ORDER.indexOf(b.difficulty));
  return {
    scenarios,
    usable: scenarios.filter((scenario) => scenario.failure === null),
    loading: list.loading,
    listFailure: list.failure,
    refresh: list.refresh,
    start,
    starting: practice.busy,
    startFailure: practice.failure,
    canStart: phase === 'idle' || phase === 'ended',
  };
}
