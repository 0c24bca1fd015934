import type { Port } from '../base/port.ts';

// One adapter for each kind of message port that exists; this file and wire.ts are all the IPC code there is.

/** A `MessagePort` of a browser, a worklet or node:worker_threads (all speak the EventTarget form). */
export type WebPort = {
  postMessage(message: unknown): void;
  addEventListener(type: 'message' | 'close', listener: (event: { data?: unknown }) => void): void;
  removeEventListener(type: 'message' | 'close', listener: (event: { data?: unknown }) => void): void;
  start(): void;
  close(): void;
};

// What arrives depends on the event's name; `EmitterShape.unwrap` is where it becomes `unknown`.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Listener = (argument: any) => void;

/** A port that emits: Electron's `MessagePortMain`, `process.parentPort`, `UtilityProcess`, a node Worker. */
export type EmitterPort = {
  postMessage(message: unknown): void;
  on(name: string, listener: Listener): unknown;
  off(name: string, listener: Listener): unknown;
};

/** How an emitting port hands a message over, and which of its events means that the other side is gone. */
export type EmitterShape = { unwrap: (argument: unknown) => unknown; closes: 'close' | 'exit' };

export const ELECTRON_MESSAGE: EmitterShape = { unwrap: (event) => (event as { data: unknown }).data, closes: 'close' };
export const UTILITY_PROCESS: EmitterShape = { unwrap: (message) => message, closes: 'exit' };
export const NODE_WORKER: EmitterShape = { unwrap: (message) => message, closes: 'exit' };

/** Wraps a web-style port. Messages that arrived before the first listener are kept by the port itself until `start`. */
export function fromWebPort(port: WebPort): Port {
  let started = false;
  return {
    post(message) {
      port.postMessage(message);
    },
    onMessage(listener) {
      const heard = (event: { data?: unknown }) => {
        listener(event.data);
      };
      port.addEventListener('message', heard);
      if (!started) {
        started = true;
        port.start();
      }
      return () => {
        port.removeEventListener('message', heard);
      };
    },
    onClose(listener) {
      port.addEventListener('close', listener);
      return () => {
        port.removeEventListener('close', listener);
      };
    },
    close() {
      port.close();
    },
  };
}

/** Wraps an emitting port. `end` ends the other side where the port itself cannot be closed. */
export function fromEmitterPort(
  port: EmitterPort & { start?(): void; close?(): void },
  shape: EmitterShape,
  end?: () => void,
): Port {
  let started = false;
  return {
    post(message) {
      port.postMessage(message);
    },
    onMessage(listener) {
      const heard = (argument: unknown) => {
        listener(shape.unwrap(argument));
      };
      port.on('message', heard);
      if (!started) {
        started = true;
        port.start?.();
      }
      return () => {
        port.off('message', heard);
      };
    },
    onClose(listener) {
      const gone = () => {
        listener();
      };
      port.on(shape.closes, gone);
      return () => {
        port.off(shape.closes, gone);
      };
    },
    close() {
      if (end) end();
      else port.close?.();
    },
  };
}
