import type { PcmFrame } from '../../domain/audio/pcm.ts';

export type FrameQueue = {
  push(frame: PcmFrame): void;
  /** Empties the queue without processing what waits. */
  clear(): void;
  /** Resolves once nothing waits any more. */
  settled(): Promise<void>;
};

/**
 * Runs `process` on one frame after the other. No more than `bound` frames wait: beyond that the oldest is dropped and
 * `dropped` is told, because late hearing is worse than a gap. A frame that cannot be processed is told and passed over.
 */
export function createFrameQueue(
  bound: number,
  process: (frame: PcmFrame) => Promise<void>,
  tell: { dropped: () => void; failed: (error: unknown) => void },
): FrameQueue {
  const waiting: PcmFrame[] = [];
  let running: Promise<void> | undefined;

  const run = async () => {
    for (let frame = waiting.shift(); frame; frame = waiting.shift()) await process(frame).catch(tell.failed);
    running = undefined;
  };

  return {
    push(frame) {
      waiting.push(frame);
      if (waiting.length > bound) {
        waiting.shift();
        tell.dropped();
      }
      running ??= run();
    },
    clear() {
      waiting.length = 0;
    },
    settled: () => running ?? Promise.resolve(),
  };
}
