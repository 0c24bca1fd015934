import { HEAR } from './hear-settings.ts';

export type HeardWindow = 'opened' | 'voice' | 'silence' | 'nothing';
export type VoiceOnset = {
  isOpen(): boolean;
  /**
   * What the next window is, from Silero's probability and how long nothing has been audible: `opened` begins an
   * utterance, `nothing` is the silence before one.
   */
  judge(probability: number, quietMs: number): HeardWindow;
  forget(): void;
};

/**
 * Silero's probabilities with our own onset and hysteresis. Its voice lasts some 100 ms longer than the sound, so a pause
 * begins as soon as nothing is audible; but where it insists, the voice is only too soft for the level, and it is right.
 */
export function createVoiceOnset(): VoiceOnset {
  let open = false;
  let above = 0;
  let inPause = false;

  const isVoice = (probability: number, quietMs: number): boolean => {
    const silero = inPause
      ? above >= HEAR.onsetWindows || probability >= HEAR.certainAbove
      : probability >= HEAR.quietBelow;
    return (
      silero && (quietMs > HEAR.voiceTailMs || quietMs < (inPause ? HEAR.audibleWithinMs : HEAR.pauseAfterQuietMs))
    );
  };

  return {
    isOpen: () => open,
    judge(probability, quietMs) {
      above = probability >= HEAR.voiceAbove ? above + 1 : 0;
      if (!open) {
        open = above >= HEAR.onsetWindows;
        inPause = false;
        return open ? 'opened' : 'nothing';
      }
      inPause = !isVoice(probability, quietMs);
      return inPause ? 'silence' : 'voice';
    },
    forget() {
      open = false;
      above = 0;
      inPause = false;
    },
  };
}
