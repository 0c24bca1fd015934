import { useState } from 'react';
import type { Failure } from '../../../domain/failure.ts';
import { useHappening } from './bridge-context.tsx';
import { useAnswer } from './use-answer.ts';
import type { WishOutput } from './screen-words.ts';
import { useWish } from './use-wish.ts';

export type SoundCheck = WishOutput<'sound.check'>;
export type Sound = {
  devices: WishOutput<'sound.devices'> | null;
  devicesFailure: Failure | null;
  look: () => void;
  check: () => void;
  checking: boolean;
  result: SoundCheck | null;
  checkFailure: Failure | null;
  chooseFile: () => Promise<string | null>;
  choosing: boolean;
  chooseFailure: Failure | null;
};

/** Parts whose coming and going changes which devices there are. */
const SOUND_PARTS: ReadonlySet<string> = new Set(['line', 'microphone', 'speaker']);

/** Microphones, speakers, the sound check, and a WAV file that speaks where there is no microphone. */
export function useSound(): Sound {
  const devices = useAnswer('sound.devices', null);
  useHappening('health.changed', ({ part }) => {
    if (SOUND_PARTS.has(part)) devices.refresh();
  });
  const check = useWish('sound.check');
  const choose = useWish('microphoneFile.choose');
  const keep = useWish('settings.set');
  const [result, setResult] = useState<SoundCheck | null>(null);
  return {
    devices: devices.value,
    devicesFailure: devices.failure,
    look: devices.refresh,
    check: () => {
      setResult(null);
      void check.send(null).then((answer) => {
        if (answer.ok) setResult(answer.value);
      });
    },
    checking: check.busy,
    result,
    checkFailure: check.failure,
    chooseFile: async () => {
      const answer = await choose.send(null);
      if (!answer.ok || answer.value === null) return null;
      await keep.send({ microphoneFile: answer.value });
      return answer.value;
    },
    choosing: choose.busy,
    chooseFailure: choose.failure ?? keep.failure,
  };
}
