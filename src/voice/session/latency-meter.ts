import { samplesToMs } from '../../domain/audio/pcm.ts';
import type { LatencySplit } from '../../domain/record/turn.ts';
import type { LineClock } from './line-clock.ts';

type Stage = 'silenceSeenMs' | 'recognisedMs' | 'decidedMs' | 'firstWordMs' | 'firstSoundMs';

/**
 * Where the time of one reply goes. Stages are marked as they happen; the end is the position on the line's clock at
 * which our first audible sample went out, so that the sum agrees with the recording.
 */
export type LatencyMeter = {
  /** A stage happened now. */
  mark(stage: Stage): void;
  /** The caller goes on, or the guess was thrown away: these stages have not happened yet. */
  clear(stages: readonly Stage[]): void;
  /** Both in samples on the line's clock. */
  split(lastVoicedSample: number, soundingSample: number): LatencySplit;
};

export function createLatencyMeter(line: LineClock): LatencyMeter {
  const marks = new Map<Stage, number>();
  return {
    mark(stage) {
      if (!marks.has(stage)) marks.set(stage, line.lineMs());
    },
    clear(stages) {
      for (const stage of stages) marks.delete(stage);
    },
    split(lastVoicedSample, soundingSample) {
      const zero = samplesToMs(lastVoicedSample);
      const since = (stage: Stage) => {
        const mark = marks.get(stage);
        return mark === undefined ? null : Math.round(mark - zero);
      };
      return {
        silenceSeenMs: since('silenceSeenMs'),
        recognisedMs: since('recognisedMs'),
        decidedMs: since('decidedMs'),
        firstWordMs: since('firstWordMs'),
        firstSoundMs: since('firstSoundMs'),
        heardMs: Math.round(samplesToMs(soundingSample) - zero),
      };
    },
  };
}
