import type { Port } from '../../base/port.ts';
import type { Thought } from '../../domain/agent/thinker.ts';
import type { Mouth } from '../speak/mouth.ts';
import type { LatencyMeter } from './latency-meter.ts';
import { blankNotes, fixedWords, soundsOf, wordsInTurn, wordsOf, type ReplyNotes } from './reply-stream.ts';
import { createSpeech, type Speech } from './speech.ts';

/** A speech and what is to be done about it once it is heard. */
export type Saying = { speech: Speech; notes: ReplyNotes };

/** Makes speeches: from the mind, or from words known beforehand. Nothing made here is heard until it is delivered. */
export type Replies = {
  /** `opening` comes first: who calls, where the caller has not heard it yet. */
  toCaller(callerText: string, opening: string | undefined): Saying;
  fixed(words: { text: string; agent: string; callerText: string }, source: 'opener' | 'bridge'): Saying;
};

type RepliesDeps = {
  thought: Thought;
  mouth: Mouth;
  audio: Port;
  newId: () => string;
  meter: LatencyMeter;
  settled: () => Promise<void>;
};

export function createReplies(deps: RepliesDeps): Replies {
  const open = (saying: {
    callerText: string;
    notes: ReplyNotes;
    words: (turnId: string, signal: AbortSignal) => AsyncIterable<string>;
  }): Saying => {
    const turnId = deps.newId();
    const speech = createSpeech({
      speechId: `s-${turnId}`,
      turnId,
      callerText: saying.callerText,
      audio: deps.audio,
      sounds: (signal) => soundsOf(saying.words(turnId, signal), deps.mouth, signal),
      onFirstSound: () => deps.meter.mark('firstSoundMs'),
    });
    return { speech, notes: saying.notes };
  };

  async function* think(
    turn: { turnId: string; callerText: string },
    notes: ReplyNotes,
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    // What was said before must be in the conversation before it is answered.
    await deps.settled();
    yield* wordsOf(deps.thought.reply(turn, signal), notes, () => deps.meter.mark('firstWordMs'));
  }

  return {
    toCaller(callerText, opening) {
      // Cut off before the mind had answered, the words were still somebody's.
      const notes = blankNotes(deps.thought.agent, 'rehearsed');
      return open({
        callerText,
        notes,
        words: (turnId, signal) => {
          const reply = think({ turnId, callerText }, notes, signal);
          return opening === undefined ? reply : wordsInTurn(fixedWords(opening), reply);
        },
      });
    },
    fixed: ({ text, agent, callerText }, source) =>
      open({ callerText, notes: blankNotes(agent, source), words: () => fixedWords(text) }),
  };
}
