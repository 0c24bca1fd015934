import { fromWebPort } from '../../../contract/channel.ts';
import type { Port } from '../../../base/port.ts';

/** How the page gets its ports: it says that it is ready, and ports come, each under a name, as often as it says so. */
export type PagePipe = {
  /** Answers a function that stops listening. */
  onPort(listener: (name: string, port: Port) => void): () => void;
  ready(): void;
};

/** The pipe of a real window: the preload script answers `{type:'ready'}` with messages that carry one port each. */
export function windowPipe(page: Window): PagePipe {
  return {
    onPort(listener) {
      const heard = (event: MessageEvent<unknown>) => {
        const [port] = event.ports;
        const name = (event.data as { type?: unknown } | null)?.type;
        // Only our own window may hand us a port: not a frame, not an opener.
        if (event.source !== page || !port || typeof name !== 'string') return;
        listener(name, fromWebPort(port));
      };
      page.addEventListener('message', heard);
      return () => {
        page.removeEventListener('message', heard);
      };
    },
    ready() {
      page.postMessage({ type: 'ready' }, '*');
    },
  };
}
