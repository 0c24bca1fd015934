import type { Turn } from '../../domain/record/turn.ts';
import type { ViewEvent } from './call-view.ts';

type Begun = Pick<Turn, 'turnId' | 'side' | 'text' | 'startedMs'>;

/**
 * Keeps what is being said until the voice process has told the whole turn, so that its loss in the middle of one costs
 * the record no words. `lineMs` is the line's clock as it was last measured: the times of such a turn are good to about a
 * second.
 */
export function createCutOffTurns(lineMs: () => number) {
  const begun = new Map<string, Begun>();
  return {
    look(event: ViewEvent): void {
      if (event.type === 'turn') begun.delete(event.turn.turnId);
      if (event.type !== 'caption') return;
      const { turnId, side, text } = event;
      begun.set(turnId, { turnId, side, text, startedMs: begun.get(turnId)?.startedMs ?? lineMs() });
    },
    /** The turns that nobody will finish any more, each answered once. */
    take(): Turn[] {
      const left = [...begun.values()].filter(({ text }) => text !== '');
      begun.clear();
      return left.map((turn) => ({ ...turn, endedMs: Math.max(turn.startedMs, lineMs()), interrupted: true }));
    },
    forget(): void {
      begun.clear();
    },
  };
}
