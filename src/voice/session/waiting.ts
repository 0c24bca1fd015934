import type { Clock } from '../../base/clock.ts';
import { speakUpAfterMs } from '../../domain/floor/speak-up.ts';

/** The wait for a caller who says nothing; at its end `speakUp`. */
export type Waiting = {
  /** We have said our part. */
  begin(): void;
  /** A sound that was nothing has ended the wait for the caller, and must not leave both sides waiting. */
  beginAfterNoise(): void;
  /** Our speech was cut off: by somebody who wants the floor, unless no words come. */
  cutOff(byCaller: boolean): void;
  /** There are words to be answered. */
  answering(): void;
  cancel(): void;
};

export function createWaiting(clock: Clock, speakUp: () => void): Waiting {
  let wasCutOff = false;
  let cancel = () => {};
  const begin = (afterMs: number) => {
    cancel();
    cancel = clock.after(afterMs, () => {
      wasCutOff = false;
      speakUp();
    });
  };
  return {
    begin: () => begin(speakUpAfterMs({ cutOffByNoise: false })),
    beginAfterNoise: () => begin(speakUpAfterMs({ cutOffByNoise: wasCutOff })),
    cutOff(byCaller) {
      wasCutOff = byCaller;
    },
    answering() {
      wasCutOff = false;
    },
    cancel: () => cancel(),
  };
}
