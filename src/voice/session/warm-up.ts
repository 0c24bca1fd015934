import type { Thought } from '../../domain/agent/thinker.ts';

/** Lets the mind read the caller's words while they speak; ends once all of them are known. */
export type WarmUp = { read(partialText: string): void; end(): void };

export function createWarmUp(thought: Thought): WarmUp {
  let reading = new AbortController();
  return {
    read(partialText) {
      if (reading.signal.aborted) reading = new AbortController();
      thought.warm(partialText, reading.signal);
    },
    end: () => reading.abort(),
  };
}
