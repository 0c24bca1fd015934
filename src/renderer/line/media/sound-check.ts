import { rmsDb, SILENCE_DB } from '../../../domain/audio/level.ts';
import type { Failure } from '../../../domain/failure.ts';
import type { Microphone } from './microphone.ts';
import type { SoundOutput } from './sound-output.ts';

const LISTEN_MS = 2_000;
const LOOK_MS = 50;
const TONE_SECONDS = 0.4;

/** A soft tone that can be taken for nothing else. */
function playTone(context: AudioContext): void {
  const tone = new OscillatorNode(context, { frequency: 440 });
  const volume = new GainNode(context, { gain: 0 });
  const now = context.currentTime;
  volume.gain.linearRampToValueAtTime(0.1, now + 0.02);
  volume.gain.setValueAtTime(0.1, now + TONE_SECONDS - 0.02);
  volume.gain.linearRampToValueAtTime(0, now + TONE_SECONDS);
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(now + TONE_SECONDS);
}

export type SoundCheck = { microphoneDb: number | null; speaker: boolean; failure: Failure | null };

/** Plays the tone, listens for two seconds, and answers the loudest 128 ms in dBFS. */
export async function checkSound(deps: {
  output: SoundOutput;
  /** Opens a microphone into the given node, for as long as the check lasts. */
  microphoneInto: (target: AudioNode) => Microphone;
  pause: (ms: number) => Promise<void>;
}): Promise<SoundCheck> {
  const { output, microphoneInto, pause } = deps;
  const analyser = new AnalyserNode(output.context, { fftSize: 2048 });
  const microphone = microphoneInto(analyser);
  const opened = await microphone.open();
  if (output.audible()) playTone(output.context);
  const microphoneDb = opened.ok ? await loudest(analyser, pause) : null;
  microphone.close();
  return { microphoneDb, speaker: output.audible(), failure: opened.ok ? speakerFailure(output) : opened.failure };
}

/** Plays the tone only: for a desk at which a sound file speaks. */
export function checkSpeaker(output: SoundOutput): { speaker: boolean; failure: Failure | null } {
  if (output.audible()) playTone(output.context);
  return { speaker: output.audible(), failure: speakerFailure(output) };
}

const speakerFailure = (output: SoundOutput): Failure | null =>
  output.audible() ? null : { kind: 'sound-unavailable', detail: 'no speaker was found' };

async function loudest(analyser: AnalyserNode, pause: (ms: number) => Promise<void>): Promise<number> {
  const window = new Float32Array(analyser.fftSize);
  let db = SILENCE_DB;
  for (let passed = 0; passed < LISTEN_MS; passed += LOOK_MS) {
    await pause(LOOK_MS);
    analyser.getFloatTimeDomainData(window);
    db = Math.max(db, rmsDb(window));
  }
  return db;
}
