import type { MessagePortMain, WebContents } from 'electron';
import type { GateWish } from '../../contract/gate.ts';
import type { WishStamp } from '../../domain/call/gate-wish.ts';
import { openPagePort } from './window-port.ts';

export type LineGate = {
  /** A new line window needs a new port. */
  connect(): void;
  /**
   * Opens the microphone's gate in the audio thread, whatever else hangs. Main's own order of things is to hear of it with
   * the stamp that this answers, so that it is done once.
   */
  takeOver(callId: string): WishStamp;
};

/** The same short way to the gates that a screen has, for keys of the whole system. `name` is this one's among the screens. */
export function createLineGate(linePage: () => WebContents | undefined, name: string): LineGate {
  let port: MessagePortMain | undefined;
  let count = 0;
  return {
    connect() {
      port?.close();
      const page = linePage();
      port = page && openPagePort(page, { type: 'gate' });
    },
    takeOver(callId) {
      const wish = { screen: name, count: ++count };
      port?.postMessage({ type: 'takeOver', callId, wish } satisfies GateWish);
      return wish;
    },
  };
}
