import type { Clock } from '../../base/clock.ts';
import { pause } from '../../base/clock.ts';
import { failed, ok } from '../../base/result.ts';
import type { LineDevices } from '../../contract/line-side.ts';
import { rmsDb } from '../../domain/audio/level.ts';
import { floatFromPcm } from '../../domain/audio/pcm.ts';
import type { KnownDevices } from './media/device-names.ts';
import type { Loopback } from './media/loopback.ts';
import type { Microphone } from './media/microphone.ts';
import { checkSound, checkSpeaker } from './media/sound-check.ts';
import type { SoundOutput } from './media/sound-output.ts';
import type { Line } from './telephony/line.ts';

type Desk = {
  line: Line;
  microphone: Microphone;
  output: SoundOutput;
  devices: KnownDevices;
  loopback: Loopback;
  clock: Clock;
  /** How loud the sound file is that speaks instead of the microphone; null where none does. */
  fileDb: { value: number | null };
  tellMicrophone: () => void;
  /** Whether a telephone call is up or rings, also before main has heard of it. */
  callIsUp: () => boolean;
};

const labelled = (devices: MediaDeviceInfo[]) =>
  devices.map(({ deviceId, label }) => ({ id: deviceId, label: label || 'Unnamed device' }));

/** What the window does with the microphones and speakers of the desk. */
export function createDeskDevices(desk: Desk): LineDevices {
  const { line, microphone, output, devices, loopback, clock, fileDb, tellMicrophone, callIsUp } = desk;
  return {
    async choose({ microphoneId, speakerId, microphonePcm, volume }) {
      fileDb.value = microphonePcm ? rmsDb(floatFromPcm(microphonePcm)) : null;
      output.setVolume(volume);
      await line.ask({ type: 'useMicrophoneFile', pcm: microphonePcm });
      await microphone.choose(microphoneId);
      tellMicrophone();
      await output.choose(speakerId);
      return ok(null);
    },
    async list() {
      const [microphones, speakers] = [await devices.list('audioinput'), await devices.list('audiooutput')];
      return ok({ microphones: labelled(microphones), speakers: labelled(speakers) });
    },
    setVolume({ volume }) {
      output.setVolume(volume);
      return ok(null);
    },
    async check() {
      if (fileDb.value !== null) return ok({ microphoneDb: fileDb.value, ...checkSpeaker(output) });
      const check = { output, microphoneId: microphone.chosen, pause: (ms: number) => pause(clock, ms) };
      return ok(await checkSound(check));
    },
    startLoopback() {
      if (callIsUp()) return failed({ kind: 'line-busy' });
      if (fileDb.value === null) return loopback.start(microphone.chosen);
      return failed({ kind: 'refused', reason: 'A WAV file speaks for you. To hear yourself, use none.' });
    },
    stopLoopback() {
      loopback.stop();
      return ok(null);
    },
  };
}
