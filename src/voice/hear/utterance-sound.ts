import { msToSamples } from '../../domain/audio/pcm.ts';
import { HEAR } from './hear-settings.ts';

const LEAD = msToSamples(HEAR.leadMs);

export type UtteranceSound = {
  /** `open`: an utterance is going on; else only the lead is kept. */
  keep(window: Float32Array, open: boolean): void;
  /** Position after the last sample kept, counted like the `from` of `since`. */
  length(): number;
  /** A copy of what was kept from `from` on, at most the last `most` samples. */
  since(from: number, most?: number): Float32Array;
  /** First position still kept. */
  start(): number;
  /** Keeps only the lead for the next utterance. */
  forget(): void;
};

/** The sound of the present utterance and of the moment before it. Positions only grow. */
export function createUtteranceSound(): UtteranceSound {
  const kept = new Float32Array(msToSamples(HEAR.keepMs));
  let length = 0;
  let before = 0;

  const giveUp = (samples: number) => {
    kept.copyWithin(0, samples, length);
    length -= samples;
    before += samples;
  };

  return {
    keep(window, open) {
      if (!open && length + window.length > LEAD + window.length) giveUp(Math.min(length, length - LEAD));
      if (length + window.length > kept.length) giveUp(msToSamples(HEAR.giveUpMs));
      kept.set(window, length);
      length += window.length;
    },
    length: () => before + length,
    since(from, most = kept.length) {
      return kept.slice(Math.max(0, from - before, length - most), length);
    },
    start: () => before,
    forget() {
      giveUp(Math.max(0, length - LEAD));
    },
  };
}
