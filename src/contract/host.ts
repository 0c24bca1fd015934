import { z } from 'zod';
import type { Port } from '../base/port.ts';

/**
 * How a process of ours is reached, whatever it is (utilityProcess, worker thread, same thread): a control port for its
 * contract, and streams, i.e. further ports that are handed over by name and never touched by whoever hands them over.
 */
export const StreamOffer = z.object({
  type: z.literal('stream'),
  /** audio: line ↔ voice. recording: line → store. trunk: line ↔ practice lead. calendar: voice ↔ main. */
  stream: z.enum(['audio', 'recording', 'trunk', 'calendar']),
  callId: z.string(),
});
export type StreamOffer = z.infer<typeof StreamOffer>;

/** What a host process finds when it wakes up. */
export type HostSide = {
  control: Port;
  /** Called for every stream that is handed over. */
  onStream(listener: (offer: StreamOffer, port: Port) => void): void;
};

/** What main holds of a host process. `Native` is the port type of this platform that can be handed over. */
export type HostHandle<Native> = {
  control: Port;
  give(offer: StreamOffer, port: Native): void;
  /** Resolves with the exit code when the process is gone, however it went. */
  readonly exited: Promise<number | null>;
  /** Ends the process at once: on purpose, unless it hangs. */
  kill(why?: 'hangs'): void;
};
