import type { Result } from '../../../base/result.ts';
import type { StreamOffer } from '../../../contract/host.ts';
import type { ExchangeCommand, ExchangeEvent } from '../../../domain/audio/exchange-command.ts';
import type { Failure } from '../../../domain/failure.ts';

/**
 * A telephone line as the window sees it. A practice call's far end comes over the trunk, straight into the audio
 * thread. A carrier's line answers the same commands and events, and ties its remote stream and its outgoing track to
 * further inputs and outputs of the exchange's node.
 */
export type Line = {
  ask(command: ExchangeCommand): Promise<Result<{ lineMs: number }, Failure>>;
  give(offer: StreamOffer, port: MessagePort): void;
  /** The screen's port for gate wishes. */
  obey(port: MessagePort): void;
};

export type LineListener = (event: ExchangeEvent) => void;
