import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { createThreadAsker, type Thread } from './ask-thread.ts';
import type { SmartTurnQuestion } from './smart-turn-worker.ts';

/** A thread whose every event is of the test's making. */
function createThread() {
  const asked: SmartTurnQuestion[] = [];
  const events = new EventEmitter();
  const thread: Thread = Object.assign(events, {
    ref() {},
    unref() {},
    postMessage: (question: SmartTurnQuestion) => void asked.push(question),
  });
  const answerAll = () => {
    for (const { id, samples } of asked) events.emit('message', { id, probability: samples.length });
  };
  return { thread, events, answerAll };
}

it('rejects what a thread was asked that died, and asks another one, whatever the dead one still tells', async () => {
  const threads = [createThread(), createThread()] as const;
  let started = 0;
  const asker = createThreadAsker(() => threads[started++ === 0 ? 0 : 1].thread);
  const lost = asker.probability(new Float32Array(3));
  threads[0].events.emit('error', new Error('out of memory'));
  await expect(lost).rejects.toThrow('out of memory');
  const again = asker.probability(new Float32Array(5));
  threads[0].events.emit('exit', 1);
  threads[1].answerAll();
  expect(await again).toBe(5);
  expect(started).toBe(2);
});
