import { parentPort as workerParent, type MessagePort as NodeMessagePort } from 'node:worker_threads';
import type { Port } from '../base/port.ts';
import {
  ELECTRON_MESSAGE,
  fromEmitterPort,
  fromWebPort,
  NODE_WORKER,
  type EmitterPort,
  type WebPort,
} from './channel.ts';
import { StreamOffer, type HostSide } from './host.ts';

type StreamListener = (offer: StreamOffer, port: Port) => void;

/** Keeps streams that arrive before anybody listens. */
function createStreamInbox() {
  const early: [StreamOffer, Port][] = [];
  let listener: StreamListener | undefined;
  return {
    arrived(raw: unknown, port: () => Port | undefined) {
      const offer = StreamOffer.safeParse(raw);
      if (!offer.success) return;
      const stream = port();
      if (!stream) return;
      if (listener) listener(offer.data, stream);
      else early.push([offer.data, stream]);
    },
    onStream(next: StreamListener) {
      listener = next;
      for (const [offer, port] of early.splice(0)) next(offer, port);
    },
  };
}

/** In an Electron utilityProcess the parent port's messages carry their ports beside the data. */
function utilityProcessSide(parent: EmitterPort): HostSide {
  const inbox = createStreamInbox();
  parent.on('message', (event: { data: unknown; ports: EmitterPort[] }) => {
    inbox.arrived(event.data, () => event.ports[0] && fromEmitterPort(event.ports[0], ELECTRON_MESSAGE));
  });
  return { control: fromEmitterPort(parent, ELECTRON_MESSAGE), onStream: inbox.onStream };
}

/** In a worker thread the port travels inside the message, beside the offer: `{ ...offer, port }`. */
function workerSide(parent: NodeMessagePort): HostSide {
  const inbox = createStreamInbox();
  parent.on('message', (message: { port?: WebPort }) => {
    inbox.arrived(message, () => message.port && fromWebPort(message.port));
  });
  return { control: fromEmitterPort(parent, NODE_WORKER), onStream: inbox.onStream };
}

/** How this process talks to main, whether it is an Electron utilityProcess or a Node worker thread. */
export function hostSideOfThisProcess(): HostSide {
  // Electron adds this to Node's process; Node's own types know nothing of it.
  const electronParent = (process as unknown as { parentPort?: EmitterPort }).parentPort;
  if (electronParent) return utilityProcessSide(electronParent);
  if (workerParent) return workerSide(workerParent);
  throw new Error('This file is the entry of a utility process or a worker thread; start it from main.');
}
