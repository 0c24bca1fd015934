import { rmsDb, SILENCE_DB } from '../../../domain/audio/level.ts';
import type { Failure } from '../../../domain/failure.ts';
import { openMicrophone } from './open-microphone.ts';
import type { SoundOutput } from './sound-output.ts';

const LISTEN_MS = 2_000;
const LOOK_MS = 50;
const TONE_SECONDS = 0.4;

/** A soft tone that can be taken for nothing else. */
function playTone({ context, desk }: SoundOutput): void {
  const tone = new OscillatorNode(context, { frequency: 440 });
  const volume = new GainNode(context, { gain: 0 });
  const now = context.currentTime;
  volume.gain.linearRampToValueAtTime(0.1, now + 0.02);
  volume.gain.setValueAtTime(0.1, now + TONE_SECONDS - 0.02);
  volume.gain.linearRampToValueAtTime(0, now + TONE_SECONDS);
  tone.connect(volume).connect(desk);
  tone.start();
  tone.stop(now + TONE_SECONDS);
}

export type SoundCheck = { microphoneDb: number | null; speaker: boolean; failure: Failure | null };

/** Plays the tone, listens for two seconds, and answers the loudest 128 ms in dBFS. */
export async function checkSound(deps: {
  output: SoundOutput;
  /** '' is the system's. */
  microphoneId: string;
  pause: (ms: number) => Promise<void>;
}): Promise<SoundCheck> {
  const { output, microphoneId, pause } = deps;
  const opened = await openMicrophone(microphoneId);
  if (!opened.ok) return { microphoneDb: null, ...checkSpeaker(output), failure: opened.failure };
  const { stream, track } = opened.value;
  const analyser = new AnalyserNode(output.context, { fftSize: 2048 });
  const source = output.context.createMediaStreamSource(stream);
  source.connect(analyser);
  const speaker = checkSpeaker(output);
  const microphoneDb = await loudest(analyser, pause);
  source.disconnect();
  track.stop();
  return { microphoneDb, ...speaker };
}

/** Plays the tone only: for a desk at which a sound file speaks. */
export function checkSpeaker(output: SoundOutput): { speaker: boolean; failure: Failure | null } {
  if (output.audible()) playTone(output);
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
