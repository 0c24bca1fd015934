import { rmsDb } from '../../../domain/audio/level.ts';
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
  let microphoneDb: number | null = null;
  if (opened.ok) {
    const window = new Float32Array(analyser.fftSize);
    for (let passed = 0; passed < LISTEN_MS; passed += LOOK_MS) {
      await pause(LOOK_MS);
      analyser.getFloatTimeDomainData(window);
      microphoneDb = Math.max(microphoneDb ?? -Infinity, rmsDb(window));
    }
  }
  microphone.close();
  const noSpeaker: Failure | null = output.audible()
    ? null
    : { kind: 'sound-unavailable', detail: 'no speaker was found' };
  return { microphoneDb, speaker: output.audible(), failure: opened.ok ? noSpeaker : opened.failure };
}
