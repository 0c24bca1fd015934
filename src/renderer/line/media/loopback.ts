import type { Clock } from '../../../base/clock.ts';
import { failed, ok, type Result } from '../../../base/result.ts';
import type { Failure } from '../../../domain/failure.ts';
import { tapLevel } from './level-tap.ts';
import { openMicrophone } from './open-microphone.ts';
import type { SoundOutput } from './sound-output.ts';

/** Late enough not to be taken for one's own voice in the room. */
const DELAY_SECONDS = 1;
const LOOK_MS = 100;
/** Whoever has left the page does not hear themselves for ever. */
const LONGEST_MS = 120_000;

export type LoopbackListener = {
  /** Both in dBFS. */
  measured(levels: { microphoneDb: number; speakerDb: number }): void;
  ended(): void;
};

export type Loopback = {
  /** The microphone is heard at the desk, a second late, until it is stopped. '' is the system's microphone. */
  start(microphoneId: string): Promise<Result<null, Failure>>;
  stop(): void;
};

/** Lets somebody hear how they sound: the microphone comes back from the speaker, with the level of both. */
export function createLoopback(deps: { output: SoundOutput; clock: Clock; listener: LoopbackListener }): Loopback {
  const { output, clock, listener } = deps;
  let end: (() => void) | null = null;
  let starts = 0;

  const stop = () => {
    starts++;
    end?.();
  };
  return {
    async start(microphoneId) {
      stop();
      const mine = starts;
      if (!output.audible()) return failed({ kind: 'sound-unavailable', detail: 'no speaker was found' });
      const opened = await openMicrophone(microphoneId);
      if (!opened.ok) return opened;
      const { stream, track } = opened.value;
      if (mine !== starts) {
        track.stop();
        return failed({ kind: 'refused', reason: 'It was stopped while the microphone was being opened.' });
      }
      const source = output.context.createMediaStreamSource(stream);
      const late = new DelayNode(output.context, { maxDelayTime: DELAY_SECONDS, delayTime: DELAY_SECONDS });
      source.connect(late).connect(output.desk);
      const microphone = tapLevel(source);
      const speaker = tapLevel(late);
      let cancel = () => {};
      const look = (passedMs: number) => {
        if (passedMs >= LONGEST_MS) {
          stop();
          return;
        }
        listener.measured({ microphoneDb: microphone(), speakerDb: speaker() });
        cancel = clock.after(LOOK_MS, () => look(passedMs + LOOK_MS));
      };
      end = () => {
        end = null;
        cancel();
        source.disconnect();
        late.disconnect();
        track.stop();
        listener.ended();
      };
      track.addEventListener('ended', () => {
        if (mine === starts) stop();
      });
      look(0);
      return ok(null);
    },
    stop,
  };
}
