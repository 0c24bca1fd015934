import { gainOfVolume } from '../../../domain/audio/level.ts';
import { SAMPLE_RATE } from '../../../domain/audio/pcm.ts';
import { asDeviceId, type KnownDevices } from './device-names.ts';
import { createTrouble, type TroubleListener } from './trouble.ts';

/** An audio clock that has not moved for this long is taken for dead. */
const STALLED_MS = 1_500;
/** A change of the volume takes this long, in seconds, so that it does not click. */
const GLIDE_SECONDS = 0.02;
const NOWHERE = { type: 'none' } as const;

type SinkContext = AudioContext & { setSinkId(sink: string | typeof NOWHERE): Promise<void> };

export type SoundOutput = {
  readonly context: AudioContext;
  /** What goes in here is heard at the desk, as loud as was chosen. */
  readonly desk: AudioNode;
  /** 0 to 100. */
  setVolume(volume: number): void;
  /** Whether somebody can hear it; without a device the audio runs on, timed by the system's clock. */
  audible(): boolean;
  /** '' or 'default' is the system's choice, which also takes the place of one that cannot be used; without any, none. */
  choose(speakerId: string): Promise<void>;
};

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function openContext(hasSpeaker: boolean): SinkContext {
  const options = { sampleRate: SAMPLE_RATE, latencyHint: 'interactive', ...(hasSpeaker ? {} : { sinkId: NOWHERE }) };
  return new AudioContext(options as AudioContextOptions) as SinkContext;
}

/**
 * Opens the one audio context of the line, at the rate of everything inside the machine. The call must go on whatever
 * the sound hardware does: a missing, failing or vanishing device is replaced by the system's, or by none.
 */
export async function openSoundOutput(deps: {
  listener: TroubleListener;
  devices: KnownDevices;
  every: (ms: number, run: () => void) => void;
}): Promise<SoundOutput> {
  const { devices } = deps;
  const tell = createTrouble(deps.listener);
  let audible = (await devices.list('audiooutput')).length > 0;
  const context = openContext(audible);
  const desk = new GainNode(context);
  desk.connect(context.destination);
  let chosen = '';
  /** Only the latest choosing counts: devices come and go faster than one is taken. */
  let choosing = 0;
  let lastTime = -1;

  const giveUp = async (detail: string) => {
    if (audible) tell({ kind: 'sound-unavailable', detail });
    audible = false;
    await context.setSinkId(NOWHERE);
    await context.resume();
  };
  const play = async (speakerId: string): Promise<string | null> => {
    try {
      await context.setSinkId(speakerId);
      audible = true;
      return null;
    } catch (error) {
      return detailOf(error);
    }
  };
  const choose = async (speakerId: string) => {
    chosen = asDeviceId(speakerId);
    const mine = ++choosing;
    const speakers = await devices.list('audiooutput');
    if (mine !== choosing) return;
    if (speakers.length === 0) {
      await giveUp('no speaker was found');
      return;
    }
    // A context that is asked for what it has says yes, also when that is gone: only the list knows.
    const there = chosen === '' || speakers.some(({ deviceId }) => deviceId === chosen);
    const refusal = there ? await play(chosen) : 'it is not there';
    if (mine !== choosing) return;
    if (refusal === null) {
      tell(null);
      return;
    }
    const more = await play('');
    if (mine !== choosing) return;
    if (more !== null) {
      await giveUp(more);
      return;
    }
    const name = devices.nameOf(chosen, 'The chosen speaker');
    const instead = devices.nameOf('', 'The system’s speaker');
    tell({ kind: 'device-replaced', device: 'speaker', chosen: name, instead });
  };

  navigator.mediaDevices.addEventListener('devicechange', () => void choose(chosen));
  deps.every(STALLED_MS, () => {
    const stalled = context.currentTime === lastTime;
    lastTime = context.currentTime;
    if (stalled) void giveUp('the sound device takes no sound');
  });
  if (!audible) tell({ kind: 'sound-unavailable', detail: 'no speaker was found' });
  void context.resume();
  return {
    context,
    desk,
    setVolume: (volume) => void desk.gain.setTargetAtTime(gainOfVolume(volume), context.currentTime, GLIDE_SECONDS),
    audible: () => audible,
    choose,
  };
}
