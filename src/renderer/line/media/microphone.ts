import type { Result } from '../../../base/result.ts';
import { failed, ok } from '../../../base/result.ts';
import type { Failure } from '../../../domain/failure.ts';

export type Microphone = {
  /** '' or 'default' is the system's choice. Re-opens at once where it is open. */
  choose(microphoneId: string): Promise<void>;
  open(): Promise<Result<null, Failure>>;
  close(): void;
  /** Why it is not open although it should be. */
  readonly failure: Failure | null;
};

function failureOf(error: unknown): Failure {
  const name = error instanceof DOMException ? error.name : '';
  return name === 'NotAllowedError' || name === 'SecurityError'
    ? { kind: 'microphone-denied' }
    : { kind: 'microphone-missing' };
}

/** The microphone of the human at the desk, open only while a call is up, and opened anew when devices come and go. */
export function createMicrophone(deps: {
  context: AudioContext;
  target: AudioNode;
  /** It was opened, or could not be: see `failure`. */
  tried: () => void;
}): Microphone {
  const { context, target, tried } = deps;
  let wanted = false;
  let chosen = '';
  let track: MediaStreamTrack | undefined;
  let source: MediaStreamAudioSourceNode | undefined;
  let failure: Failure | null = null;
  /** Only the latest opening counts; one that a later wish overtook lets its device go again. */
  let opening = 0;

  const drop = () => {
    source?.disconnect();
    track?.stop();
    source = undefined;
    track = undefined;
  };
  const found = (now: Failure | null) => {
    failure = now;
    tried();
  };
  const open = async (): Promise<Result<null, Failure>> => {
    wanted = true;
    const mine = ++opening;
    const deviceId = chosen === '' ? {} : { deviceId: { ideal: chosen } };
    const audio = { ...deviceId, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio });
      const [opened] = stream.getAudioTracks();
      if (mine !== opening || !opened) {
        opened?.stop();
        return ok(null);
      }
      drop();
      track = opened;
      source = context.createMediaStreamSource(stream);
      source.connect(target);
      track.addEventListener('ended', () => void reopen());
      found(null);
      return ok(null);
    } catch (error) {
      const why = failureOf(error);
      if (mine === opening) found(why);
      return failed(why);
    }
  };
  const reopen = async () => {
    if (wanted) await open();
  };
  navigator.mediaDevices.addEventListener('devicechange', () => void reopen());

  return {
    async choose(microphoneId) {
      const next = microphoneId === 'default' ? '' : microphoneId;
      if (next === chosen) return;
      chosen = next;
      await reopen();
    },
    get failure() {
      return failure;
    },
    open,
    close() {
      wanted = false;
      failure = null;
      opening++;
      drop();
    },
  };
}
