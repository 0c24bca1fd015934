import type { Worker } from 'node:worker_threads';
import type { SmartTurnAnswer, SmartTurnQuestion } from './smart-turn-worker.ts';

/** What is needed of a thread. */
export type Thread = Pick<Worker, 'ref' | 'unref' | 'postMessage'> & {
  on(event: 'message', listener: (answer: SmartTurnAnswer) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
};

type Waiting = { resolve: (probability: number) => void; reject: (error: Error) => void };

/** Asks a thread that is started by the first question, and again by the next one where it died; what it was asked is rejected. */
export function createThreadAsker(startThread: () => Thread): {
  probability(samples: Float32Array): Promise<number>;
} {
  let thread: Thread | undefined;
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  const settle = (answer: SmartTurnAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    // An idle thread must not keep a program alive whose work is done.
    if (waiting.size === 0) thread?.unref();
    if ('error' in answer) asked?.reject(new Error(answer.error));
    else asked?.resolve(answer.probability);
  };
  const start = (): Thread => {
    const started = startThread();
    const lose = (error: Error) => {
      // A thread that throws ends some time after; its end is no concern of the one that was started meanwhile.
      if (thread !== started) return;
      thread = undefined;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    started.on('message', settle);
    started.on('error', lose);
    started.on('exit', (code) => lose(new Error(`its thread ended with code ${code}`)));
    return started;
  };

  return {
    probability: (samples) =>
      new Promise((resolve, reject) => {
        thread ??= start();
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        thread.ref();
        thread.postMessage({ id, samples } satisfies SmartTurnQuestion);
      }),
  };
}
