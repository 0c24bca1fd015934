import type { ExchangeEvent } from '../../domain/audio/exchange-command.ts';
import type { Handler } from '../../domain/call/call-id.ts';

/** Quieter than any room that a working microphone is in. */
const DEAD_DB = -95;

export type HumanWatch = {
  note(event: ExchangeEvent): void;
  /** A call that comes in is picked up for them. */
  pickedUp(by: Handler): void;
  /** Whether the human has the call and their microphone gives nothing at all. */
  unheard(): boolean;
};

/** Knows whether a silence that goes out is somebody listening or a microphone that is off. */
export function watchHuman(): HumanWatch {
  let speaks = false;
  let microphoneDb = 0;
  return {
    note(event) {
      if (event.type === 'handlerChanged') speaks = event.handler === 'human';
      else if (event.type === 'microphoneMuted') speaks = !event.muted;
      else if (event.type === 'measured') microphoneDb = event.microphoneDb;
      else if (event.type === 'ended') speaks = false;
    },
    pickedUp(by) {
      speaks = by === 'human';
    },
    unheard: () => speaks && microphoneDb < DEAD_DB,
  };
}
