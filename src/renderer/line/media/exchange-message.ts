import type { Result } from '../../../base/result.ts';
import type { StreamOffer } from '../../../contract/host.ts';
import type { ExchangeCommand, ExchangeEvent } from '../../../domain/audio/exchange-command.ts';
import type { Failure } from '../../../domain/failure.ts';

/** The name under which the processor is registered. */
export const EXCHANGE_PROCESSOR = 'exchange';

/** Window → worklet, over the node's own port. Ports travel in the transfer list, and are listed first there. */
export type ToExchange =
  | { type: 'ask'; id: number; command: ExchangeCommand }
  | { type: 'give'; offer: StreamOffer; port: MessagePort }
  /** The screen's shortcut: it ends in the audio thread, so that taking over works while this window's main thread hangs. */
  | { type: 'gate'; port: MessagePort };

/** Worklet → window. */
export type FromExchange =
  { type: 'answer'; id: number; result: Result<{ lineMs: number }, Failure> } | { type: 'event'; event: ExchangeEvent };
