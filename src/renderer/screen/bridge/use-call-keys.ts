import { useKeys } from '../ui/keys.tsx';
import { useSpaceHold } from '../ui/use-hold.ts';
import { useClock } from './bridge-context.tsx';
import type { Handover } from './handover.tsx';

export const TAKE_OVER_HOLD_MS = 250;

/** The keys of a call. They act on every screen, because a caller does not wait until we have found the right one. */
export function useCallKeys(handover: Handover): void {
  const clock = useClock();
  const { canTakeOver, canHandBack, canHangUp } = handover;
  useSpaceHold({ after: clock.after, ms: TAKE_OVER_HOLD_MS, active: canTakeOver, run: handover.takeOver });
  useKeys([
    ...(canTakeOver ? [{ key: 't', shows: 'T', does: 'Take over', urgent: true, run: handover.takeOver }] : []),
    ...(canHandBack ? [{ key: 'b', shows: 'B', does: 'Hand back to the agent', run: handover.handBack }] : []),
    ...(canHangUp
      ? [
          { key: 'h', shows: 'H', does: 'Hang up', run: handover.hangUp },
          { key: 'h', mod: true, shift: true, shows: 'Ctrl Shift H', does: 'Hang up', run: handover.hangUp },
        ]
      : []),
  ]);
}
