import { heardOfStep } from '../../domain/practice/heard-of-step.ts';
import type { Judgement } from '../../domain/practice/judge-call.ts';
import { judgeHeard, judgeOutcome } from '../../domain/practice/judge-outcome.ts';
import type { Scenario } from '../../domain/practice/scenario.ts';
import { DEFAULT_MOMENT } from '../../domain/practice/scenario-setting.ts';
import type { CallOutcome } from '../../domain/practice/call-outcome.ts';
import type { CallRecord } from '../../domain/record/call-record.ts';
import { nameOfStep } from '../../practice/prepare-steps.ts';

type Said = { name: string; startedMs: number; endedMs: number };

/** Whether the record of a call is as its scenario expects, in sound as in text. */
export function judgeRecord(
  scenario: Scenario,
  call: { record: CallRecord; said: readonly Said[] } & Pick<CallOutcome, 'appointment' | 'objections'>,
): Judgement[] {
  const { record, said, appointment, objections } = call;
  const { timeZone } = scenario.call ?? DEFAULT_MOMENT;
  const steps = (scenario.steps ?? []).flatMap((step, index) => {
    const pattern = step.expect?.callerHeard;
    const name = nameOfStep(step, index);
    const times = said.find((one) => one.name === name);
    // A step that was never come to is told by whoever judges the steps.
    return pattern && times ? [judgeHeard(`${name}: callerHeard`, heardOfStep(record, times), pattern)] : [];
  });
  return [...steps, ...judgeOutcome({ record, appointment, objections, timeZone }, scenario.expect)];
}
