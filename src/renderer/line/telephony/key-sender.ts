import type { Clock } from '../../../base/clock.ts';
import { failed, ok, type Result } from '../../../base/result.ts';
import type { Failure } from '../../../domain/failure.ts';

/** What a key of a run takes in Chromium (300 ms, measured; the SDK asks for 230), and a little. */
const KEY_MS = 330;
/** `w`, as the SDK has it. */
const PAUSE_MS = 500;
/** Nobody waits for more: a minute of keys. */
const MOST_WAITING = 256;

export type KeySender = {
  /** Queues keys (digits, *, #) and pauses (w) behind what is still being sent. */
  send(keys: string): Result<null, Failure>;
  /** What waits is dropped. */
  stop(): void;
};

/**
 * Sends keys run by run, each when the one before it is over. Left to itself the SDK gives the browser a run behind a
 * pause half a second after the first began, and each press at once, and what is given last takes the place of all that
 * has not sounded yet.
 */
export function createKeySender(clock: Clock, send: (run: string) => void): KeySender {
  let waiting = '';
  let busy = false;
  let cancel = () => {};

  function next(): void {
    const run = /^[^w]+/.exec(waiting)?.[0] ?? '';
    busy = waiting !== '';
    if (!busy) return;
    waiting = waiting.slice(run.length || 1);
    if (run !== '') send(run);
    cancel = clock.after(run.length * KEY_MS || PAUSE_MS, next);
  }
  return {
    send(keys) {
      if (waiting.length + keys.length > MOST_WAITING)
        return failed({
          kind: 'refused',
          reason: 'Too many keys are waiting to be sent. Wait until the far end has them.',
        });
      waiting += keys;
      if (!busy) next();
      return ok(null);
    },
    stop() {
      waiting = '';
      cancel();
    },
  };
}
