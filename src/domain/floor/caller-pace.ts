import { FLOOR } from './floor-settings.ts';

/** How this caller has talked so far: turns we answered, and pauses after which they went on. */
export type CallerPace = { readonly turns: number; readonly pauses: number };

export const UNKNOWN_PACE: CallerPace = { turns: 0, pauses: 0 };

export const afterTurn = (pace: CallerPace): CallerPace => ({ ...pace, turns: pace.turns + 1 });

export const afterPause = (pace: CallerPace, silentMs: number): CallerPace =>
  silentMs < FLOOR.pauseCountsMs ? pace : { ...pace, pauses: pace.pauses + 1 };

/** We had answered them in a pause: that was no turn, and they should not have to take the floor back again. */
export const afterCutIn = ({ turns, pauses }: CallerPace): CallerPace => ({
  turns: Math.max(0, turns - 1),
  pauses: pauses + FLOOR.cutInPauses,
});

/** Log-odds that this caller's next pause ends a turn, beside what is usual; within ±`paceMost`. */
export function paceLogOdds({ turns, pauses }: CallerPace): number {
  const odds = Math.log((turns + FLOOR.usualTurns) / (pauses + FLOOR.usualPauses));
  const usual = Math.log(FLOOR.usualTurns / FLOOR.usualPauses);
  return Math.max(-FLOOR.paceMost, Math.min(FLOOR.paceMost, FLOOR.paceWeight * (odds - usual)));
}
