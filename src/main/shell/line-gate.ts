import type { MessagePortMain, WebContents } from 'electron';
import type { GateWish } from '../../contract/gate.ts';
import { openPagePort } from './window-port.ts';

export type LineGate = {
  /** A new line window needs a new port. */
  connect(): void;
  /** Moves the gates in the audio thread, whatever else hangs. Main's own order of things hears of it after. */
  post(wish: GateWish): void;
};

/** The same short way to the gates that a screen has, for keys of the whole system. */
export function createLineGate(linePage: () => WebContents | undefined): LineGate {
  let port: MessagePortMain | undefined;
  return {
    connect() {
      port?.close();
      const page = linePage();
      port = page && openPagePort(page, { type: 'gate' });
    },
    post: (wish) => port?.postMessage(wish),
  };
}
