import type { Result } from '../../../base/result.ts';
import { failed, ok } from '../../../base/result.ts';
import type { Failure } from '../../../domain/failure.ts';

export type Microphone = {
  /** '' or 'default' is the system's choice. Re-opens at once where it is open. */
  choose(microphoneId: string): Promise<void>;
  open(): Promise<Result<null, Failure>>;
  close(): void;
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
  degraded: (failure: Failure) => void;
}): Microphone {
  const { context, target, degraded } = deps;
  let wanted = false;
  let chosen = '';
  let track: MediaStreamTrack | undefined;
  let source: MediaStreamAudioSourceNode | undefined;
  /** Only the latest opening counts; one that a later wish overtook lets its device go again. */
  let opening = 0;

  const drop = () => {
    source?.disconnect();
    track?.stop();
    source = undefined;
    track = undefined;
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
      return ok(null);
    } catch (error) {
      return failed(failureOf(error));
    }
  };
  const reopen = async () => {
    if (!wanted) return;
    const opened = await open();
    if (!opened.ok) degraded(opened.failure);
  };
  navigator.mediaDevices.addEventListener('devicechange', () => void reopen());

  return {
    async choose(microphoneId) {
      const next = microphoneId === 'default' ? '' : microphoneId;
      if (next === chosen) return;
      chosen = next;
      await reopen();
    },
    open,
    close() {
      wanted = false;
      opening++;
      drop();
    },
  };
}
