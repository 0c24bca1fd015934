import { failed, ok, type Result } from '../../base/result.ts';
import type { PracticePlan } from '../../domain/call/call-state.ts';
import type { Failure } from '../../domain/failure.ts';
import type { ScenarioSummary } from '../../domain/practice/scenario-summary.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { calendarSeedOf } from './calendar-of-settings.ts';

/** Why a practice call is placed, as the agent says it after the greeting. */
const PRACTICE_PURPOSE = 'You asked us about a home on our website.';

export type PracticeRequest = {
  readonly callId: string;
  /** Id of a scenario, or path of a scenario file. */
  readonly scenario: string;
  readonly chance: number;
  readonly appVersion: string;
};

/** What is fixed about a practice call. A scenario that is known to be broken is refused before anything is prepared. */
export function planPractice(
  request: PracticeRequest,
  settings: Settings,
  scenarios: readonly ScenarioSummary[],
): Result<PracticePlan, Failure> {
  const known = scenarios.find(({ scenarioId }) => scenarioId === request.scenario);
  if (known?.failure) return failed(known.failure);
  const { brokerage, agentName, humanName, callBackNumber, recordCalls } = settings;
  return ok({
    ...request,
    line: 'practice',
    scenarioTitle: known?.title ?? request.scenario,
    leadName: known?.leadName ?? null,
    seed: {
      brokerage,
      agentName,
      humanName,
      callBackNumber,
      purpose: PRACTICE_PURPOSE,
      number: null,
      ...calendarSeedOf(settings),
    },
    recording: recordCalls,
  });
}
