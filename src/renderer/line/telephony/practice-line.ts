import type { Result } from '../../../base/result.ts';
import type { Failure } from '../../../domain/failure.ts';
import type { Line, LineListener } from './line.ts';

/** What the audio thread and this window say to each other; the exchange's node provides it. */
export type ExchangePort = {
  post(message: unknown, transfer: Transferable[]): void;
  onMessage(listener: (message: ExchangeReply) => void): void;
};

type ExchangeReply =
  | { type: 'answer'; id: number; result: Result<{ lineMs: number }, Failure> }
  | { type: 'event'; event: Parameters<LineListener>[0] };

/** The line to a simulated lead: everything happens in the exchange; this only carries questions to it and answers back. */
export function createPracticeLine(exchange: ExchangePort, listener: LineListener): Line {
  const waiting = new Map<number, (result: Result<{ lineMs: number }, Failure>) => void>();
  let lastId = 0;
  exchange.onMessage((message) => {
    if (message.type === 'event') {
      listener(message.event);
      return;
    }
    waiting.get(message.id)?.(message.result);
    waiting.delete(message.id);
  });
  return {
    ask: (command) =>
      new Promise((resolve) => {
        const id = ++lastId;
        waiting.set(id, resolve);
        exchange.post({ type: 'ask', id, command }, []);
      }),
    give: (offer, port) => exchange.post({ type: 'give', offer, port }, [port]),
    obey: (port) => exchange.post({ type: 'gate', port }, [port]),
  };
}
