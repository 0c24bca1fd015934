import type { TimeSlot } from '../../scheduling/time-slot.ts';
import { isWithin, type Window } from './window.ts';

const APART_MS = 2 * 3_600_000;

/** At most two of the slots that fit, earliest first, and apart from each other where there is a choice. */
export function spreadOf(free: readonly TimeSlot[], window: Window): TimeSlot[] {
  const fitting = free.filter((slot) => isWithin(window, slot));
  const [first] = fitting;
  if (!first) return [];
  const other = fitting.find(({ startWallMs }) => startWallMs >= first.startWallMs + APART_MS) ?? fitting[1];
  return other ? [first, other] : [first];
}

/** The two that are nearest to what was meant, earliest first. */
export function nearestTo(free: readonly TimeSlot[], { fromWallMs, toWallMs }: Window): TimeSlot[] {
  const away = ({ startWallMs }: TimeSlot) => Math.max(fromWallMs - startWallMs, startWallMs - toWallMs, 0);
  return free
    .toSorted((a, b) => away(a) - away(b) || a.startWallMs - b.startWallMs)
    .slice(0, 2)
    .sort((a, b) => a.startWallMs - b.startWallMs);
}
