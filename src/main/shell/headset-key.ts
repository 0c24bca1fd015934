import type { CallSnapshot } from '../../domain/call/call-snapshot.ts';
import { headsetPress } from '../../domain/call/headset-press.ts';

/** What the button of most headsets sends a desktop; decision 0009 says why it is this one. */
export const HEADSET_KEY = 'MediaPlayPause';

/** The system's keys: `globalShortcut` of Electron. */
export type SystemKeys = {
  /** False, or a throw, where another program has it. */
  register(key: string, pressed: () => void): boolean;
  unregister(key: string): void;
};

export type HeadsetKey = {
  /** After every change of the call, and of the setting. */
  follow(call: Pick<CallSnapshot, 'phase' | 'handler'>, on: boolean): void;
};

/**
 * Holds the key only while a press of it means something, so that it plays and pauses music the rest of the time. Where
 * another program does not let go of it, that is told, and told again when it is had.
 */
export function createHeadsetKey(deps: {
  keys: SystemKeys;
  pressed(): void;
  /** Whether it could be had, and that it is not missed any more once it is switched off; only what is another than before is told. */
  told(held: boolean): void;
}): HeadsetKey {
  const { keys, pressed, told } = deps;
  let wanted = false;
  let held = false;
  let refused = false;

  const take = () => {
    try {
      held = keys.register(HEADSET_KEY, pressed);
    } catch {
      held = false;
    }
    if (held !== !refused) told(held);
    refused = !held;
  };
  return {
    follow(call, on) {
      if (!on && refused) {
        refused = false;
        told(true);
      }
      const wants = on && headsetPress(call) !== null;
      if (wants === wanted) return;
      wanted = wants;
      if (wants) take();
      else if (held) {
        keys.unregister(HEADSET_KEY);
        held = false;
      }
    },
  };
}
