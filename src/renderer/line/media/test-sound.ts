import { ok, type Result } from '../../../base/result.ts';
import type { Failure } from '../../../domain/failure.ts';
import { tapLevel } from './level-tap.ts';
import { openMicrophone } from './open-microphone.ts';
import type { SoundOutput } from './sound-output.ts';

const TONE_HZ = 600;
/** Bursts rather than a tone: the carrier's client takes a level that never changes for a dead microphone. */
const BURST = { on: 0.3, every: 0.8 };
const LOUDNESS = 0.2;

/** What a test of the connection sends, and what it does with what comes back. */
type TestSound = {
  outgoing(): MediaStream;
  hear(stream: MediaStream): void;
  /** dBFS now. */
  levels(): { sentDb: number; heardDb: number };
  close(): void;
};

function bursts(context: AudioContext): AudioBufferSourceNode {
  const buffer = context.createBuffer(1, Math.round(BURST.every * context.sampleRate), context.sampleRate);
  const samples = buffer.getChannelData(0);
  const length = Math.round(BURST.on * context.sampleRate);
  for (let at = 0; at < length; at++) {
    const swell = Math.sin((Math.PI * at) / length);
    samples[at] = LOUDNESS * swell * Math.sin((2 * Math.PI * TONE_HZ * at) / context.sampleRate);
  }
  const source = new AudioBufferSourceNode(context, { buffer, loop: true });
  source.start();
  return source;
}

/** With `withVoice` the microphone goes out, and is heard at the desk when it is back; else a tone, and nothing is heard. */
export async function openTestSound(
  output: SoundOutput,
  { withVoice, microphoneId }: { withVoice: boolean; microphoneId: string },
): Promise<Result<TestSound, Failure>> {
  const { context, desk } = output;
  const voice = withVoice ? await openMicrophone(microphoneId) : null;
  if (voice && !voice.ok) return voice;
  const source = voice ? context.createMediaStreamSource(voice.value.stream) : bursts(context);
  const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  source.connect(destination);
  const back = new GainNode(context);
  if (withVoice) back.connect(desk);
  const sent = tapLevel(source);
  const heard = tapLevel(back);
  let remote: MediaStreamAudioSourceNode | null = null;
  return ok({
    outgoing: () => new MediaStream(destination.stream.getAudioTracks().map((track) => track.clone())),
    hear(stream) {
      remote?.disconnect();
      remote = context.createMediaStreamSource(stream);
      remote.connect(back);
    },
    levels: () => ({ sentDb: sent(), heardDb: heard() }),
    close() {
      // One that loops goes on for ever, also where nothing listens to it.
      if (source instanceof AudioBufferSourceNode) source.stop();
      source.disconnect();
      remote?.disconnect();
      back.disconnect();
      voice?.value.track.stop();
    },
  });
}
