import type { Thought } from '../../domain/agent/thinker.ts';
import type { Whisper, WhisperAnswer } from '../../domain/agent/whisper.ts';
import type { Saying } from './replies.ts';
import type { Tell } from './tell.ts';

/** Notes of the human at the desk: given to the mind, and told of once the caller hears what became of them. */
export type Whispers = {
  /** Answers when the mind has it, and would have it after a crash. */
  give(whisper: Whisper): Promise<WhisperAnswer>;
  /** To be looked at whenever more of a speech was heard: only what sounds has used a whisper up. */
  noticed(saying: Saying): void;
};

export function createWhispers({ callId, thought, tell }: { callId: string; thought: Thought; tell: Tell }): Whispers {
  const told = new Set<string>();
  return {
    give: (whisper) => thought.whisper(whisper),
    noticed({ speech, notes }) {
      if (speech.soundingSince === undefined) return;
      const { turnId } = speech;
      for (const { whisperId, outcome } of notes.whispers) {
        const key = `${turnId} ${whisperId}`;
        if (told.has(key)) continue;
        told.add(key);
        void thought.whisperUsed({ turnId, whisperId });
        tell('whisper.used', { callId, whisperId, turnId, outcome });
      }
    },
  };
}
