import { msToSamples, samplesToMs } from '../../domain/audio/pcm.ts';
import type { FloorFact } from '../../domain/floor/floor-fact.ts';
import type { Turn } from '../../domain/record/turn.ts';
import type { Tell } from './tell.ts';

/**
 * What one side of the line (the caller, or the human at the desk) is saying: captions while it grows, and one turn of
 * the record when it is dealt with.
 */
export type Utterance = {
  noticed(fact: FloorFact): void;
  /** Position of the last sound, in samples on the line's clock. */
  readonly lastVoicedSample: number;
  readonly startedSample: number | undefined;
  readonly text: string;
  readonly turnId: string;
  /** Puts it on record, once; '' was nothing. Answers the text. */
  finish(): string;
  /** Something new begins. */
  forget(): void;
};

type UtteranceDeps = { callId: string; side: 'caller' | 'human'; newId: () => string; tell: Tell };

export function createUtterance({ callId, side, newId, tell }: UtteranceDeps): Utterance {
  let turnId = newId();
  let startedSample: number | undefined;
  let lastVoicedSample = 0;
  let text = '';
  let finished = false;

  return {
    noticed(fact) {
      if (fact.type === 'voiceHeard') {
        startedSample ??= Math.max(0, fact.atSample - msToSamples(fact.voicedMs));
        lastVoicedSample = fact.atSample;
      }
      if (fact.type === 'silenceHeard') lastVoicedSample = fact.lastVoicedSample;
      if (fact.type !== 'wordsRecognised' || !fact.text || finished) return;
      text = fact.text;
      tell('caption.changed', { callId, turnId, side, text, final: false });
    },
    get lastVoicedSample() {
      return lastVoicedSample;
    },
    get startedSample() {
      return startedSample;
    },
    get turnId() {
      return turnId;
    },
    get text() {
      return text;
    },
    finish() {
      if (finished || !text) return text;
      finished = true;
      const turn: Turn = {
        turnId,
        side,
        text,
        startedMs: Math.round(samplesToMs(startedSample ?? lastVoicedSample)),
        endedMs: Math.round(samplesToMs(lastVoicedSample)),
        interrupted: false,
      };
      tell('caption.changed', { callId, turnId, side, text, final: true });
      tell('turn.finished', { callId, turn });
      return text;
    },
    forget() {
      turnId = newId();
      startedSample = undefined;
      text = '';
      finished = false;
    },
  };
}
