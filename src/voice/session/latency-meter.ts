import { samplesToMs } from '../../domain/audio/pcm.ts';
import type { FloorFact } from '../../domain/floor/floor-fact.ts';
import type { LatencySplit } from '../../domain/record/turn.ts';
import type { LineClock } from './line-clock.ts';

type HearingStage = 'silenceSeenMs' | 'recognisedMs';
type ReplyStage = 'decidedMs' | 'firstWordMs' | 'firstSoundMs';
type Stage = HearingStage | ReplyStage;

/**
 * Where the time of one reply goes. Stages are marked as they happen; the end is the position on the line's clock at
 * which our first audible sample went out, so that the sum agrees with the recording.
 */
export type LatencyMeter = {
  /** What was heard of the caller: the stages before the reply, until they go on. */
  noticed(fact: FloorFact): void;
  /** A stage of the reply happened now. */
  mark(stage: ReplyStage): void;
  /** The reply was only a guess: its stages have not happened yet. */
  dropReply(): void;
  /** Our first sound went out, both in samples on the line's clock; the next reply is measured anew. */
  sounded(lastVoicedSample: number, soundingSample: number): LatencySplit;
};

export function createLatencyMeter(line: LineClock): LatencyMeter {
  const marks = new Map<Stage, number>();
  const mark = (stage: Stage) => {
    if (!marks.has(stage)) marks.set(stage, line.lineMs());
  };
  const clear = (...stages: Stage[]) => {
    for (const stage of stages) marks.delete(stage);
  };
  return {
    mark,
    noticed(fact) {
      if (fact.type === 'voiceHeard') clear('silenceSeenMs', 'recognisedMs', 'decidedMs');
      if (fact.type === 'silenceHeard') mark('silenceSeenMs');
      if (fact.type === 'wordsRecognised' && fact.final) mark('recognisedMs');
    },
    dropReply: () => clear('firstWordMs', 'firstSoundMs', 'decidedMs'),
    sounded(lastVoicedSample, soundingSample) {
      const zero = samplesToMs(lastVoicedSample);
      const since = (stage: Stage) => {
        const mark = marks.get(stage);
        return mark === undefined ? null : Math.round(mark - zero);
      };
      const split: LatencySplit = {
        silenceSeenMs: since('silenceSeenMs'),
        recognisedMs: since('recognisedMs'),
        decidedMs: since('decidedMs'),
        firstWordMs: since('firstWordMs'),
        firstSoundMs: since('firstSoundMs'),
        heardMs: Math.round(samplesToMs(soundingSample) - zero),
      };
      marks.clear();
      return split;
    },
  };
}
