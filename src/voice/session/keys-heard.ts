import type { Clock } from '../../base/clock.ts';
import { pressedText } from '../../domain/agent/pressed-keys.ts';

/** Who dials a number pauses between its groups; `#` says that it is whole. */
const NEXT_KEY_MS = 1_500;

/** The keys that the caller has pressed and nobody has answered yet. */
export type KeysHeard = {
  pressed(key: string): void;
  /** In the caller's words; '' where there are none. */
  readonly text: string;
  /** No more are expected, so that they can be answered. */
  readonly whole: boolean;
  /** This turn of the caller's is answered: its keys with it. */
  answered(callerText: string): void;
  end(): void;
};

export function createKeysHeard(clock: Clock, onWhole: () => void): KeysHeard {
  let keys = '';
  let whole = false;
  let cancel = () => {};
  const settle = () => {
    whole = true;
    onWhole();
  };
  return {
    pressed(key) {
      keys += key;
      whole = false;
      cancel();
      if (key === '#') settle();
      else cancel = clock.after(NEXT_KEY_MS, settle);
    },
    get text() {
      return pressedText(keys);
    },
    get whole() {
      return whole && keys !== '';
    },
    answered(callerText) {
      if (keys === '' || !callerText.startsWith(pressedText(keys))) return;
      keys = '';
      cancel();
    },
    end: () => cancel(),
  };
}
