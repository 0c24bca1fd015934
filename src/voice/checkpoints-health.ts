import type { Clock } from '../base/clock.ts';
import type { CheckpointsState } from '../domain/checkpoint/checkpoints-state.ts';
import type { Failure } from '../domain/failure.ts';
import type { PartHealth } from '../domain/health/part-health.ts';

export type CheckpointsHealth = {
  /** Nothing before anything was opened. */
  list(): PartHealth[];
  note(state: CheckpointsState): void;
};

/** What Health shows of the place of the checkpoints, and what a call that is up is told when it changes. */
export function createCheckpointsHealth(
  clock: Pick<Clock, 'wallTime'>,
  tell: { changed(health: PartHealth): void; degraded(failure: Failure): void; recovered(failure: Failure): void },
): CheckpointsHealth {
  let health: PartHealth | undefined;
  return {
    list: () => (health ? [health] : []),
    note(state) {
      const before = health?.failure;
      const failure = state.state === 'degraded' ? state.failure : undefined;
      health = {
        part: 'checkpoints',
        state: state.state,
        detail: state.state === 'ready' ? state.about || 'this machine' : '',
        sinceWallMs: clock.wallTime(),
        ...(failure ? { failure } : {}),
      };
      tell.changed(health);
      if (JSON.stringify(before) === JSON.stringify(failure)) return;
      if (before) tell.recovered(before);
      if (failure) tell.degraded(failure);
    },
  };
}
