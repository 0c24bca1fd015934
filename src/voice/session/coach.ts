import type { Log } from '../../base/log.ts';
import type { Thought } from '../../domain/agent/thinker.ts';
import type { Tell } from './tell.ts';

/** Proposes what the human could say, while they have the call. It has no way to the line: nothing of it can sound. */
export type Coach = {
  /** The caller has finished a turn; what was proposed about an earlier one is of no use any more. */
  callerSaid(turn: { turnId: string; text: string }): void;
  /** The call changes hands or ends: whoever thinks next does not wait for this. */
  abandon(): void;
};

type CoachDeps = {
  callId: string;
  thought: Thought;
  tell: Tell;
  log: Log;
  isCoaching: () => boolean;
  /** What was said before is in the conversation. */
  settled: () => Promise<void>;
};

export function createCoach({ callId, thought, tell, log, isCoaching, settled }: CoachDeps): Coach {
  let thinking = new AbortController();

  async function propose({ turnId, text }: { turnId: string; text: string }, signal: AbortSignal): Promise<void> {
    await settled();
    if (signal.aborted) return;
    const suggestion = await thought.suggest({ callerText: text }, signal);
    if (suggestion && !signal.aborted && isCoaching()) tell('suggestion.made', { callId, turnId, ...suggestion });
  }

  return {
    callerSaid(turn) {
      thinking.abort();
      thinking = new AbortController();
      if (!isCoaching()) return;
      void propose(turn, thinking.signal).catch((error: unknown) =>
        // A defect costs a suggestion; the human has the call anyway.
        log.error('no suggestion', { callId, error: String(error) }),
      );
    },
    abandon: () => thinking.abort(),
  };
}
