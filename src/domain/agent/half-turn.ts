import { FLOOR } from '../floor/floor-settings.ts';
import type { WorkflowContext } from './workflow-context.ts';

/** A caller's turn, and the context in which it is decided upon. */
export type CallerTurn = { context: WorkflowContext; callerText: string };

/** Less of a reply than this is none: who speaks over it goes on with their turn and does not react to ours. */
const BREATH_MS = 1_000;

/**
 * Whether the caller who spoke over our reply had only paused, and goes on.
 * @param silentMs their silence before our reply sounded. @param soundedMs how long it had sounded when they spoke.
 */
export const callerGoesOn = ({ silentMs, soundedMs }: { silentMs: number; soundedMs: number }): boolean =>
  soundedMs < BREATH_MS && silentMs + soundedMs < FLOOR.cutInWithinMs;

/**
 * The turn that is answered: what the caller says now, behind the half that we had cut into, as if we had not spoken.
 * An opt-out that the half alone was stands, and so does what the calendar has done meanwhile.
 */
export function wholeTurn(now: CallerTurn, half: CallerTurn | undefined): CallerTurn {
  if (!half || now.callerText.trim() === '') return now;
  const { optedOut, revision, whispers, appointment } = now.context;
  return {
    context: { ...half.context, optedOut, revision, whispers, appointment },
    callerText: `${half.callerText.trim()} ${now.callerText.trim()}`,
  };
}
