import { pause, type Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Port } from '../../base/port.ts';
import type { RecordedFrame } from '../../domain/audio/audio-message.ts';
import { FRAME_SAMPLES } from '../../domain/audio/pcm.ts';
import type { Failure } from '../../domain/failure.ts';
import { diskFailure } from '../disk-failure.ts';
import type { OpenSoundFile } from './sound-file.ts';
import { createStereoWav } from './stereo-wav.ts';

/** The last frames come by another port than the wish to finish: so long without one, and they are all here. */
const QUIET_MS = 150;
const LONGEST_WAIT_MS = 1_500;

export type RecordingDeps = {
  openFile: OpenSoundFile;
  clock: Clock;
  log: Log;
  onDegraded: (failure: Failure) => void;
  onRecovered: (failure: Failure) => void;
  /** Nothing more is written: the file is whole and this long, or, with null, will be repaired at the next start. */
  onEnded: (durationMs: number | null) => void;
};

// Unparsed for speed like all sound; this much keeps a broken sender from writing rubbish into the file.
function isFrame(message: unknown): message is RecordedFrame {
  const { type, seq, caller, us } = (message ?? {}) as Partial<RecordedFrame>;
  const sound = [caller, us].every((pcm) => pcm instanceof Int16Array && pcm.length === FRAME_SAMPLES);
  return type === 'recorded' && Number.isInteger(seq) && sound;
}

function openWav(openFile: OpenSoundFile, path: string) {
  const file = openFile(path);
  try {
    return createStereoWav(file);
  } catch (error) {
    file.close();
    throw error;
  }
}

/**
 * One call's recording while it is being written. What comes while the disk is full is silence in the file; what comes
 * once there is room lies where it belongs.
 */
export function createRecording(path: string, deps: RecordingDeps) {
  const { clock, log, onDegraded } = deps;
  let ended = false;
  let source: Port | undefined;
  let refused = 0;
  let heardAt = clock.now();
  let wav: ReturnType<typeof createStereoWav> | undefined;
  let full: Failure | undefined;

  /** Also where the recording ends: its want of room ends with it. */
  const roomAgain = () => {
    if (full) deps.onRecovered(full);
    full = undefined;
  };
  const finished = (): number | null => {
    try {
      return wav?.finish() ?? null;
    } catch (error) {
      troubled(diskFailure(error, path));
      return null;
    }
  };
  const stop = () => {
    if (ended) return;
    ended = true;
    source?.close();
    if (refused > 0) log.warn('recorded frames refused', { refused });
    deps.onEnded(finished());
    roomAgain();
  };
  const add = (frame: RecordedFrame, offset: number) => {
    heardAt = clock.now();
    try {
      wav ??= openWav(deps.openFile, path);
      if (!wav.add({ ...frame, seq: frame.seq + offset })) refused++;
    } catch (error) {
      troubled(diskFailure(error, path));
      return;
    }
    roomAgain();
  };
  const troubled = (failure: Failure) => {
    const known = full !== undefined && failure.kind === 'disk-full';
    if (!known) onDegraded(failure);
    if (failure.kind === 'disk-full') full = failure;
    else stop();
  };

  return {
    /** The newest port is the one that counts: a line that was reloaded brings a new one, whose clock begins anew. */
    listenTo(port: Port) {
      const before = source;
      source = port;
      before?.close();
      let offset: number | undefined;
      port.onMessage((message) => {
        if (ended || source !== port) return;
        if (!isFrame(message)) {
          refused++;
          return;
        }
        const known = wav?.frames() ?? 0;
        offset ??= message.seq >= known ? 0 : known;
        add(message, offset);
      });
      port.onClose(() => {
        if (source === port) stop();
      });
    },
    async finish(): Promise<void> {
      const giveUpAt = clock.now() + LONGEST_WAIT_MS;
      const restMs = () => Math.min(heardAt + QUIET_MS, giveUpAt) - clock.now();
      while (!ended && restMs() > 0) await pause(clock, restMs());
      stop();
    },
    stop,
  };
}

export type Recording = ReturnType<typeof createRecording>;
