import { expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { plan } from '../../domain/call/testing/call-stories.ts';
import { createCallQueue } from './call-queue.ts';

it('goes on with what comes next where something that listens is broken', () => {
  const errors: string[] = [];
  let broken = true;
  const queue = createCallQueue({
    perform() {},
    append() {},
    changed() {
      if (broken) throw new Error('a window is gone');
    },
    log: { ...silentLog, error: (message) => void errors.push(message) },
  });
  queue.push({ type: 'callRequested', plan: plan });
  broken = false;
  queue.push({ type: 'hangUpRequested', callId: plan.callId, by: 'human' });
  expect(queue.state().phase).toBe('ended');
  expect(errors).toEqual(['event not taken whole']);
});
