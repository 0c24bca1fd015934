import type { PcmFrame } from '../../domain/audio/pcm.ts';

export type FrameQueue = {
  push(frame: PcmFrame): void;
  /** Empties the queue without processing what waits. */
  clear(): void;
};

/**
 * Runs `process` on one frame after the other. No more than `bound` frames wait: beyond that the oldest is dropped and
 * `dropped` is told, because late hearing is worse than a gap.
 */
export function createFrameQueue(
  bound: number,
  process: (frame: PcmFrame) => Promise<void>,
  dropped: () => void,
): FrameQueue {
  const waiting: PcmFrame[] = [];
  let running = false;

  const run = async () => {
    running = true;
    for (let frame = waiting.shift(); frame; frame = waiting.shift()) await process(frame);
    running = false;
  };

  return {
    push(frame) {
      waiting.push(frame);
      if (waiting.length > bound) {
        waiting.shift();
        dropped();
      }
      if (!running) void run();
    },
    clear() {
      waiting.length = 0;
    },
  };
}
