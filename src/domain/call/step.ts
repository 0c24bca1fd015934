import type { Failure } from '../failure.ts';
import type { CallFact } from '../record/call-fact.ts';
import type { CallCommand } from './call-command.ts';
import type { CallEvent } from './call-event.ts';
import type { CallState } from './call-state.ts';

/** What an event leads to: the next state, what to tell the others, and what to write down, each in order. */
export type Step = {
  readonly state: CallState;
  readonly commands: readonly CallCommand[];
  readonly facts: readonly CallFact[];
};

type ProcessLoss = Extract<Failure, { kind: 'process-lost' }>;

/** Nothing comes of it. */
export const stay = (state: CallState): Step => ({ state, commands: [], facts: [] });

export const go = (state: CallState, commands: readonly CallCommand[] = [], facts: readonly CallFact[] = []): Step => ({
  state,
  commands,
  facts,
});

/** A failure is listed once, however often it is reported. */
export function withFailure(failures: readonly Failure[], failure: Failure): readonly Failure[] {
  const same = JSON.stringify(failure);
  return failures.some((known) => JSON.stringify(known) === same) ? failures : [...failures, failure];
}

export function withoutFailure(failures: readonly Failure[], failure: Failure): readonly Failure[] {
  const same = JSON.stringify(failure);
  return failures.filter((known) => JSON.stringify(known) !== same);
}

export const lossOf = ({ host, exitCode, onPurpose }: Extract<CallEvent, { type: 'hostLost' }>): ProcessLoss => ({
  kind: 'process-lost',
  part: host,
  exitCode,
  ...(onPurpose ? { onPurpose } : {}),
});

export const withoutLoss = (failures: readonly Failure[], part: string): readonly Failure[] =>
  failures.filter((failure) => failure.kind !== 'process-lost' || failure.part !== part);
