import type { Port } from '../../base/port.ts';
import type { Thought } from '../../domain/agent/thinker.ts';
import type { Mouth } from '../speak/mouth.ts';
import type { LatencyMeter } from './latency-meter.ts';
import { blankNotes, fixedWords, soundsOf, wordsInTurn, wordsOf, type ReplyNotes } from './reply-stream.ts';
import { createSpeech, type Speech } from './speech.ts';

/** A speech and what is to be done about it once it is heard. */
export type Saying = { speech: Speech; notes: ReplyNotes };

/** What is answered, and the turn it was said in; '' and '' where nobody said anything. */
export type CallerWords = { text: string; turnId: string };
export const NOBODY: CallerWords = { text: '', turnId: '' };

/** Makes speeches: from the mind, or from words known beforehand. Nothing made here is heard until it is delivered. */
export type Replies = {
  /** `opening` comes first: who calls, where the caller has not heard it yet. */
  toCaller(caller: CallerWords, opening: string | undefined): Saying;
  fixed(words: { text: string; agent: string; caller?: CallerWords }, source: 'opener' | 'bridge'): Saying;
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
    callerTurnId: string;
    notes: ReplyNotes;
    words: (turnId: string, signal: AbortSignal, taken: Promise<void>) => AsyncIterable<string>;
  }): Saying => {
    const turnId = deps.newId();
    const speech = createSpeech({
      speechId: `s-${turnId}`,
      turnId,
      callerText: saying.callerText,
      callerTurnId: saying.callerTurnId,
      audio: deps.audio,
      sounds: (signal, taken) => soundsOf(saying.words(turnId, signal, taken), deps.mouth, signal),
      onFirstSound: () => deps.meter.mark('firstSoundMs'),
    });
    return { speech, notes: saying.notes };
  };

  async function* think(
    turn: { turnId: string; callerText: string; taken: Promise<void> },
    notes: ReplyNotes,
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    // What was said before must be in the conversation before it is answered.
    await deps.settled();
    yield* wordsOf(deps.thought.reply(turn, signal), notes, () => deps.meter.mark('firstWordMs'));
  }

  return {
    toCaller({ text: callerText, turnId: callerTurnId }, opening) {
      // Cut off before the mind had answered, the words were still somebody's.
      const notes = blankNotes(deps.thought.agent, 'rehearsed');
      return open({
        callerText,
        callerTurnId,
        notes,
        words: (turnId, signal, taken) => {
          const reply = think({ turnId, callerText, taken }, notes, signal);
          return opening === undefined ? reply : wordsInTurn(fixedWords(opening), reply);
        },
      });
    },
    fixed: ({ text, agent, caller = NOBODY }, source) =>
      open({
        callerText: caller.text,
        callerTurnId: caller.turnId,
        notes: blankNotes(agent, source),
        words: () => fixedWords(text),
      }),
  };
}
