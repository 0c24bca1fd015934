import type { Turn } from '../../../../domain/record/turn.ts';
import { clockTime } from '../../ui/format.ts';

/** More would be a list beside the list. */
const MOST = 3;

/** Brings a turn into sight and gives it the focus, so that one reads or plays on from there. */
function goTo(turnId: string): void {
  const row = document.querySelector<HTMLElement>(`[data-turn="${CSS.escape(turnId)}"]`);
  row?.scrollIntoView({ block: 'center' });
  row?.focus({ preventScroll: true });
}

export type TurnsOfCall = { turns: readonly Turn[]; answeredAtMs: number };

/** The turns that a claim rests on, each by its time; nothing where it rests on none. */
export function TurnLinks({ turnIds, of }: { turnIds: readonly string[]; of: TurnsOfCall }) {
  const rests = of.turns.filter(({ turnId }) => turnIds.includes(turnId)).slice(0, MOST);
  return (
    <>
      {rests.map(({ turnId, startedMs }) => {
        const time = clockTime(startedMs - of.answeredAtMs);
        return (
          <button
            key={turnId}
            type="button"
            className="turn-link number"
            title="Go to what was said"
            onClick={() => {
              goTo(turnId);
            }}
          >
            <span className="unseen">Go to what was said at </span>
            {time}
          </button>
        );
      })}
    </>
  );
}
