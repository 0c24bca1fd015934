import { expect, it } from 'vitest';
import { createFakeClock } from '../base/testing/fake-clock.ts';
import type { Failure } from '../domain/failure.ts';
import { createCheckpointsHealth } from './checkpoints-health.ts';

const away = (detail: string): Failure => ({ kind: 'checkpoints-away', server: 'Redis', at: 'host:6379', detail });

it('tells a trouble when it begins, when it becomes another, and when it is over', () => {
  const told: string[] = [];
  const health = createCheckpointsHealth(createFakeClock(), {
    changed: ({ state, detail }) => told.push(`${state} ${detail}`.trim()),
    degraded: (failure) => told.push(`degraded ${'detail' in failure ? failure.detail : ''}`),
    recovered: (failure) => told.push(`recovered ${'detail' in failure ? failure.detail : ''}`),
  });
  expect(health.list()).toEqual([]);
  health.note({ state: 'starting' });
  health.note({ state: 'degraded', failure: away('nothing listens there') });
  health.note({ state: 'degraded', failure: away('nothing listens there') });
  health.note({ state: 'degraded', failure: away('it is still starting') });
  health.note({ state: 'ready', about: 'Redis 8.2 at host:6379' });
  expect(told).toEqual([
    'starting',
    'degraded',
    'degraded nothing listens there',
    'degraded',
    'degraded',
    'recovered nothing listens there',
    'degraded it is still starting',
    'ready Redis 8.2 at host:6379',
    'recovered it is still starting',
  ]);
  expect(health.list()).toMatchObject([{ part: 'checkpoints', state: 'ready', detail: 'Redis 8.2 at host:6379' }]);
});
