import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Result } from '../../base/result.ts';
import type { SpeechToText } from '../../domain/engine/speech-to-text.ts';
import { msToSamples } from '../../domain/audio/pcm.ts';
import { quietestSpot } from '../../domain/audio/quietest-spot.ts';
import type { Failure } from '../../domain/failure.ts';
import { HEAR } from './hear-settings.ts';
import type { UtteranceSound } from './utterance-sound.ts';

export type WordsHeard = {
  /** Recognises what was said so far. A guess is skipped while another recognition runs. */
  ask(pause: 'in-pause' | 'speaking'): void;
  /** Recognises what there is, for good. Resolves when it has been told. */
  flush(): Promise<void>;
  /** The caller goes on after so much silence. */
  goOn(silentMs: number): void;
  /** The next words begin something new. */
  forget(): void;
  /** Sound that came since the last recognition began. */
  samplesSinceAsked(): number;
};

type Deps = {
  sound: UtteranceSound;
  speechToText: SpeechToText;
  clock: Pick<Clock, 'during'>;
  log: Log;
  tell: (text: string, final: boolean) => void;
};

/**
 * Words of the present utterance. What was recognised before a long pause is settled: decoding a long utterance anew at
 * every pause would cost 10 ms for each second of it, and more than 9 s are not recognised at all in one piece.
 */
export function createWordsHeard({ sound, speechToText, clock, log, tell }: Deps): WordsHeard {
  let utterance = 0;
  let pause = 0;
  let guessing = false;
  let askedAt = 0;
  let from = 0;
  let settled = '';
  let atPause: string | undefined;

  const recognise = async (final: boolean) => {
    const asked = { utterance, pause, from, settled };
    askedAt = sound.length();
    const result = await clock.during(speechToText.transcribe(sound.since(from)));
    if (asked.utterance !== utterance) return;
    if (!result.ok) log.warn('words not recognised', { failure: result.failure.kind });
    const text = joined(asked.settled, result);
    const upToPause = final && asked.pause === pause;
    if (upToPause) atPause = text;
    // A guess that comes after the words of its own pause, or of one that was settled since, knows less than they do.
    if (upToPause || (atPause === undefined && asked.from === from)) tell(text, upToPause);
  };

  /** What outgrows the sound that is kept would be lost, and costs more with every guess. */
  const settleBeginning = async () => {
    const asked = { utterance, from, settled };
    const start = Math.max(from, sound.start());
    const kept = sound.since(start);
    if (kept.length < msToSamples(HEAR.settleAnywayMs)) return;
    const cut = quietestSpot(kept, msToSamples(HEAR.cutFromMs), msToSamples(HEAR.cutToMs));
    const result = await clock.during(speechToText.transcribe(kept.slice(0, cut)));
    // What could not be recognised is still there: it comes with the whole.
    if (!result.ok || asked.utterance !== utterance || asked.from !== from) return;
    settled = joined(asked.settled, result);
    from = start + cut;
  };

  const guess = async () => {
    if (guessing) return;
    guessing = true;
    await settleBeginning();
    await recognise(false);
    guessing = false;
  };

  const broke = (error: unknown) => {
    guessing = false;
    log.error('recognition broke', { error: String(error) });
  };

  return {
    ask: (moment) => void (moment === 'in-pause' ? recognise(true) : guess()).catch(broke),
    flush: () => recognise(true).catch(broke),
    goOn(silentMs) {
      pause++;
      const long = silentMs >= HEAR.settleAfterMs && sound.length() - from > msToSamples(HEAR.settleSoundMs);
      if (long && atPause !== undefined) {
        settled = atPause;
        from = sound.length() - msToSamples(HEAR.leadMs / 2);
      }
      atPause = undefined;
    },
    forget() {
      utterance++;
      pause++;
      settled = '';
      atPause = undefined;
      from = sound.start();
      askedAt = sound.length();
    },
    samplesSinceAsked: () => sound.length() - askedAt,
  };
}

const joined = (before: string, recognised: Result<string, Failure>): string =>
  [before, recognised.ok ? recognised.value : ''].filter((part) => part !== '').join(' ');
