import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { FRAME_SAMPLES, floatFromPcm, msToSamples, type PcmFrame, samplesToMs } from '../../domain/audio/pcm.ts';
import type { EndOfTurn } from '../../domain/engine/end-of-turn.ts';
import type { SpeechToText } from '../../domain/engine/speech-to-text.ts';
import type { VoiceActivity } from '../../domain/engine/voice-activity.ts';
import type { ExpectedAnswer, FloorFact } from '../../domain/floor/floor-fact.ts';
import { createFrameQueue } from './frame-queue.ts';
import { HEAR } from './hear-settings.ts';
import { createMelodyHeard } from './melody-heard.ts';
import { createSoundLevel } from './sound-level.ts';
import { createUtteranceSound } from './utterance-sound.ts';
import { createVoiceOnset } from './voice-onset.ts';
import { createWordsHeard } from './words-heard.ts';

export type EarDeps = {
  speechToText: SpeechToText;
  voiceActivity: VoiceActivity;
  endOfTurn: EndOfTurn | null;
  clock: Pick<Clock, 'during'>;
  log: Log;
};

export type Ear = {
  /** The next 20 ms. Frames that never came count as silence; at most 2 s may wait, then the oldest is dropped. */
  hear(frame: PcmFrame): void;
  /** What was heard so far is dealt with: the next voice begins a new utterance. */
  forget(): void;
  /** Over our own voice words are wanted sooner. */
  hurry(overOurVoice: boolean): void;
  /** Nothing more will come: recognises what was said up to now. Resolves when its words have been told. */
  flush(): Promise<void>;
  /** What our last words asked for, told on as the fact `answerExpected`. */
  expect(field: ExpectedAnswer): void;
  close(): void;
};

const WINDOW = 512;
const WINDOW_MS = samplesToMs(WINDOW);

/** One person's voice as facts for the floor. Every time in them comes from the frames' numbers. */
export function createEar(deps: EarDeps, onFact: (fact: FloorFact) => void): Ear {
  const voice = deps.voiceActivity.open();
  const onset = createVoiceOnset();
  const level = createSoundLevel();
  const sound = createUtteranceSound();
  const tell = (fact: FloorFact) => {
    if (!closed) onFact(fact);
  };
  const words = createWordsHeard({
    ...deps,
    sound,
    tell: (text, final) => tell({ type: 'wordsRecognised', text, final }),
  });
  const melody = createMelodyHeard({
    ...deps,
    sound,
    tell: (probability) => tell({ type: 'endOfTurnScored', probability }),
  });

  const window = new Float32Array(WINDOW);
  let filled = 0;
  let position: number | undefined;
  let start = 0;
  let closed = false;
  let hurried = false;
  let dropped = 0;
  let voicedMs = 0;
  let silentMs = 0;
  let lastSound = 0;
  let pauseFrom = 0;

  const voiceGoesOn = (ms: number, at: number) => {
    if (silentMs > 0) {
      words.goOn(silentMs);
      melody.goOn();
    }
    voicedMs += ms;
    silentMs = 0;
    tell({ type: 'voiceHeard', voicedMs, atSample: start + at });
    const every = hurried ? HEAR.hurriedPartialEveryMs : HEAR.partialEveryMs;
    if (words.samplesSinceAsked() >= msToSamples(every)) words.ask('speaking');
  };

  const silenceGoesOn = (at: number, lastVoicedSample: number) => {
    const before = silentMs;
    silentMs = samplesToMs(at - lastVoicedSample);
    if (before === 0) {
      words.ask('in-pause');
      melody.ask();
    } else if (before < HEAR.askAgainAfterMs && silentMs >= HEAR.askAgainAfterMs) melody.askAgain();
    tell({ type: 'silenceHeard', silentMs, lastVoicedSample: start + lastVoicedSample });
  };

  const hearWindow = async (samples: Float32Array, at: number) => {
    const probability = await deps.clock.during(voice.probability(samples));
    if (closed) return;
    level.hear(samples, probability < HEAR.noiseBelow);
    sound.keep(samples, onset.isOpen());
    const audible = level.lastAudible() ?? 0;
    const heard = onset.judge(probability, samplesToMs(at - audible));
    if (heard === 'opened') voiceGoesOn(HEAR.onsetWindows * WINDOW_MS, at);
    else if (heard === 'voice') voiceGoesOn(WINDOW_MS, at);
    else if (heard === 'silence') silenceGoesOn(at, pauseStart(audible, at));
  };

  /**
   * Where the caller's last sound ended: audibly, unless the voice was too soft for that. A last consonant may follow
   * its stop within Silero's tail; what sounds later in the pause is not the caller.
   */
  const pauseStart = (audible: number, at: number): number => {
    const tail = msToSamples(HEAR.voiceTailMs);
    if (silentMs === 0) pauseFrom = audible > at - tail ? audible : at - WINDOW;
    lastSound = audible > pauseFrom && audible <= pauseFrom + tail ? audible : Math.max(lastSound, pauseFrom);
    return lastSound;
  };

  const hearSamples = async (samples: Float32Array) => {
    for (let taken = 0; taken < samples.length;) {
      const part = samples.subarray(taken, taken + WINDOW - filled);
      window.set(part, filled);
      filled += part.length;
      taken += part.length;
      position = (position ?? 0) + part.length;
      if (filled < WINDOW) continue;
      filled = 0;
      await hearWindow(window.slice(), position);
    }
  };

  const hearFrame = async (frame: PcmFrame) => {
    if (closed) return;
    const at = frame.seq * FRAME_SAMPLES;
    if (position === undefined) {
      start = at;
      position = 0;
    }
    const missing = at - start - position;
    if (missing < 0) return;
    if (missing > 0) await hearSamples(new Float32Array(missing));
    await hearSamples(floatFromPcm(frame.pcm));
  };

  const queue = createFrameQueue(HEAR.waitingFrames, hearFrame, {
    dropped() {
      dropped++;
      if (dropped % 50 === 1) deps.log.warn('heard too late, frames dropped', { dropped });
    },
    failed(error) {
      deps.log.error('a frame could not be heard', { error: String(error) });
    },
  });

  return {
    hear: (frame) => queue.push(frame),
    forget() {
      sound.forget();
      words.forget();
      melody.forget();
      onset.forget();
      voicedMs = 0;
      silentMs = 0;
    },
    hurry(overOurVoice) {
      hurried = overOurVoice;
    },
    async flush() {
      await queue.settled();
      if (onset.isOpen()) await words.flush();
    },
    expect: (field) => tell({ type: 'answerExpected', field }),
    close() {
      closed = true;
      queue.clear();
    },
  };
}
