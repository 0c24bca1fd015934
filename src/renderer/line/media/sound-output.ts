import { SAMPLE_RATE } from '../../../domain/audio/pcm.ts';
import { createTrouble, type TroubleListener } from './trouble.ts';

/** An audio clock that has not moved for this long is taken for dead. */
const STALLED_MS = 1_500;
const NOWHERE = { type: 'none' } as const;

type SinkContext = AudioContext & { setSinkId(sink: string | typeof NOWHERE): Promise<void> };

export type SoundOutput = {
  readonly context: AudioContext;
  /** Whether somebody can hear it; without a device the audio runs on, timed by the system's clock. */
  audible(): boolean;
  /** '' or 'default' is the system's choice. Falls back to no device, and says so, where it cannot be used. */
  choose(speakerId: string): Promise<void>;
};

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function hasSpeaker(): Promise<boolean> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some(({ kind }) => kind === 'audiooutput');
}

/**
 * Opens the one audio context of the line, at the rate of everything inside the machine. The call must go on whatever
 * the sound hardware does: a missing, failing or vanishing device is replaced by none.
 */
export async function openSoundOutput(deps: {
  listener: TroubleListener;
  every: (ms: number, run: () => void) => void;
}): Promise<SoundOutput> {
  const tell = createTrouble(deps.listener);
  const first = (await hasSpeaker()) ? {} : { sinkId: NOWHERE };
  const options = { sampleRate: SAMPLE_RATE, latencyHint: 'interactive', ...first } as AudioContextOptions;
  const context = new AudioContext(options) as SinkContext;
  let audible = !('sinkId' in first);
  let chosen = '';
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
    chosen = speakerId === 'default' ? '' : speakerId;
    if (!(await hasSpeaker())) {
      await giveUp('no speaker was found');
      return;
    }
    const trouble = await play(chosen);
    if (trouble === null) {
      tell(null);
      return;
    }
    tell({
      kind: 'sound-unavailable',
      detail: `the chosen speaker cannot be used (${trouble}); the system's is tried`,
    });
    const more = await play('');
    if (more !== null) await giveUp(more);
  };

  navigator.mediaDevices.addEventListener('devicechange', () => void choose(chosen));
  deps.every(STALLED_MS, () => {
    const stalled = context.currentTime === lastTime;
    lastTime = context.currentTime;
    if (stalled) void giveUp('the sound device takes no sound');
  });
  if (!audible) tell({ kind: 'sound-unavailable', detail: 'no speaker was found' });
  void context.resume();
  return { context, audible: () => audible, choose };
}
