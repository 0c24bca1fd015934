import type { Failure } from '../../../../domain/failure.ts';
import type { SetUpView } from '../../../../domain/telephony/set-up-view.ts';
import { useHappening } from '../../bridge/bridge-context.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';

export type SetUp = {
  /** null until main has told it. */
  view: SetUpView | null;
  failure: Failure | null;
};

/** The telephone's set-up as main has it, whoever began it. */
export function useSetUp(): SetUp {
  const found = useAnswer('telephone.get', null);
  useHappening('telephone.changed', found.refresh);
  return { view: found.value, failure: found.failure };
}
