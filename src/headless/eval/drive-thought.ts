import type { Clock } from '../../base/clock.ts';
import type { HeardExchange, Thought } from '../../domain/agent/thinker.ts';
import type { Qualification } from '../../domain/agent/qualification/score.ts';
import { blankNotes, type ReplyNotes, wordsOf } from '../../voice/session/reply-stream.ts';

/** A reply as somebody gets it who does not need its sound. */
export type Answer = {
  text: string;
  notes: ReplyNotes;
  /** From the caller's words to the first of ours, ms of real time; null where there was none. */
  firstWordMs: number | null;
};

/** The mind of a call, asked in text. All that knows how a thought is driven is here. */
export type DrivenThought = {
  readonly agent: string;
  readonly qualification: Qualification;
  /** A reply that is going to be delivered: it is asked for when the caller hears it begin. */
  answer(turn: { turnId: string; callerText: string }, signal: AbortSignal): Promise<Answer>;
  /** The caller begins to hear it. */
  speaks(notes: ReplyNotes): void;
  heard(exchange: HeardExchange): Promise<void>;
};

/** What is asked for here is always heard, and may act at once. */
const delivered = Promise.resolve();

export function driveThought(thought: Thought, clock: Pick<Clock, 'now'>): DrivenThought {
  return {
    get agent() {
      return thought.agent;
    },
    get qualification() {
      return thought.qualification;
    },
    async answer(turn, signal) {
      const askedAt = clock.now();
      let firstWordMs: number | null = null;
      const notes = blankNotes(thought.agent, 'rehearsed');
      const words: string[] = [];
      const stream = wordsOf(
        thought.reply({ ...turn, taken: delivered }, signal),
        notes,
        () => (firstWordMs = clock.now() - askedAt),
      );
      for await (const word of stream) words.push(word);
      return { text: words.join('').replace(/\s+/g, ' ').trim(), notes, firstWordMs };
    },
    speaks: ({ agent, agentReason, source }) => thought.speaks(agent, agentReason || source),
    heard: (exchange) => thought.heard(exchange),
  };
}
