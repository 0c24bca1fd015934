import { failed, ok, type Result } from '../../../base/result.ts';
import type { Failure } from '../../../domain/failure.ts';

export type OpenMicrophone = { stream: MediaStream; track: MediaStreamTrack };

const missing: Failure = { kind: 'microphone-missing' };

function failureOf(error: unknown): Failure {
  const name = error instanceof DOMException ? error.name : '';
  return name === 'NotAllowedError' || name === 'SecurityError' ? { kind: 'microphone-denied' } : missing;
}

/** Opens this microphone, or the system's where it is not there; '' is the system's. */
export async function openMicrophone(deviceId: string): Promise<Result<OpenMicrophone, Failure>> {
  const wish = deviceId === '' ? {} : { deviceId: { ideal: deviceId } };
  const audio = { ...wish, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio });
    const [track] = stream.getAudioTracks();
    return track ? ok({ stream, track }) : failed(missing);
  } catch (error) {
    return failed(failureOf(error));
  }
}
