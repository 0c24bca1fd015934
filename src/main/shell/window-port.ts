import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { createPortPair, type Port } from '../../base/port.ts';
import { ELECTRON_MESSAGE, fromEmitterPort } from '../../contract/channel.ts';
import type { HostHandle } from '../../contract/host.ts';
import { type ExpectedEnds, nameOfPage } from './expected-ends.ts';

/** One fresh end for us, one for a page. */
export function openPagePort(page: WebContents, offer: { type: string }): MessagePortMain {
  const { port1, port2 } = new MessageChannelMain();
  page.postMessage('port', offer, [port2]);
  return port1;
}

/**
 * The control port of a page that may be reloaded or crash: each load brings a new channel, and whoever holds this port
 * notices nothing but that what was sent in between waits for the next load.
 */
export function createPagePort(): { port: Port; connect(page: WebContents): void } {
  const [outside, inside] = createPortPair();
  const waiting: unknown[] = [];
  let current: MessagePortMain | undefined;
  inside.onMessage((message) => {
    if (current) current.postMessage(message);
    else waiting.push(message);
  });
  return {
    port: outside,
    connect(page) {
      current?.close();
      current = openPagePort(page, { type: 'control' });
      fromEmitterPort(current, ELECTRON_MESSAGE).onMessage((message) => inside.post(message));
      for (const message of waiting.splice(0)) current.postMessage(message);
    },
  };
}

/** The line window as a host: its control port, and streams that are handed into the page. */
export function createWindowHost(page: WebContents, ends: ExpectedEnds): HostHandle<MessagePortMain> {
  const control = createPagePort();
  const exited = new Promise<number | null>((resolve) => {
    page.once('render-process-gone', (_event, { exitCode }) => resolve(exitCode));
    page.once('destroyed', () => resolve(null));
  });
  void exited.then(() => control.port.close());
  control.connect(page);
  return {
    control: control.port,
    give(offer, port) {
      page.postMessage('port', offer, [port]);
    },
    exited,
    kill(why) {
      if (why !== 'hangs') ends.expect(nameOfPage(page));
      page.forcefullyCrashRenderer();
    },
  };
}
