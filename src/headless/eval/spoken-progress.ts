import type { CallSnapshot } from '../../domain/call/call-snapshot.ts';
import type { Turn } from '../../domain/record/turn.ts';

export type Turned = Pick<Turn, 'side' | 'text'>;

/** Tells every caption of a call once, when it is whole. */
export function createProgress(onTurn: (turn: Turned) => void): (snapshot: CallSnapshot) => void {
  const told = new Set<string>();
  return ({ captions }) => {
    for (const { turnId, side, text, final } of captions) {
      if (!final || text === '' || told.has(turnId)) continue;
      told.add(turnId);
      onTurn({ side, text });
    }
  };
}
