import type { FloorStatus, Handler } from '../../domain/call/call-id.ts';
import type { FloorState } from '../../domain/floor/floor-state.ts';

type Around = {
  handler: Handler;
  /** A reply is being prepared or spoken. */
  preparing: boolean;
  /** The caller has begun an utterance that is not dealt with. */
  voiced: boolean;
};

/** The floor in one word for the screen. */
export function floorStatusOf({ holder, heard }: FloorState, { handler, preparing, voiced }: Around): FloorStatus {
  if (handler === 'human') return voiced ? 'listening' : 'waiting';
  if (holder.who === 'agent') {
    if (holder.phase === 'promised') return 'thinking';
    return holder.overlap === 'ducked' ? 'ducked' : 'speaking';
  }
  if (voiced && heard.silentMs === 0) return 'listening';
  return preparing ? 'thinking' : voiced ? 'listening' : 'waiting';
}
