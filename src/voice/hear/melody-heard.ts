import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { msToSamples } from '../../domain/audio/pcm.ts';
import type { EndOfTurn } from '../../domain/engine/end-of-turn.ts';
import { HEAR } from './hear-settings.ts';
import type { UtteranceSound } from './utterance-sound.ts';

export type MelodyHeard = {
  ask(): void;
  /** Asks once more unless the first answer was sure, or has not come yet. */
  askAgain(): void;
  goOn(): void;
  forget(): void;
};

type Deps = {
  sound: UtteranceSound;
  /** null: words and pauses decide alone. */
  endOfTurn: EndOfTurn | null;
  clock: Pick<Clock, 'during'>;
  log: Log;
  tell: (probability: number) => void;
};

/** The melody's answers in the present pause; what arrives after it is dropped. */
export function createMelodyHeard({ sound, endOfTurn, clock, log, tell }: Deps): MelodyHeard {
  let pause = 0;
  let last: number | undefined;

  const ask = async () => {
    if (!endOfTurn) return;
    const asked = pause;
    try {
      const probability = await clock.during(endOfTurn.probability(sound.since(0, msToSamples(HEAR.melodyMs))));
      if (asked !== pause) return;
      last = probability;
      tell(probability);
    } catch (error) {
      log.warn('melody not scored', { error: String(error) });
    }
  };

  const goOn = () => {
    pause++;
    last = undefined;
  };
  return {
    ask: () => void ask(),
    askAgain: () => void (last !== undefined && last < HEAR.sureScore && ask()),
    goOn,
    forget: goOn,
  };
}
