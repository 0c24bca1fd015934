import { HEAR } from './hear-settings.ts';

export type VoiceOnset = {
  isOpen(): boolean;
  /** What the next window is: `opened` begins an utterance, `nothing` is the silence before one. */
  judge(probability: number, inPause: boolean): 'opened' | 'voice' | 'silence' | 'nothing';
  forget(): void;
};

/** Silero's probabilities with our own onset and hysteresis: its wrappers know only whole segments. */
export function createVoiceOnset(): VoiceOnset {
  let open = false;
  let above = 0;
  return {
    isOpen: () => open,
    judge(probability, inPause) {
      above = probability >= HEAR.voiceAbove ? above + 1 : 0;
      if (!open) {
        open = above >= HEAR.onsetWindows;
        return open ? 'opened' : 'nothing';
      }
      const isVoice = inPause
        ? above >= HEAR.onsetWindows || probability >= HEAR.certainAbove
        : probability >= HEAR.quietBelow;
      return isVoice ? 'voice' : 'silence';
    },
    forget() {
      open = false;
      above = 0;
    },
  };
}
