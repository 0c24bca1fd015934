import { comments } from './qualification/comments.ts';
import { replies } from './replies.ts';
import type { Wording } from './wording.ts';

/**
 * First clauses of rehearsed replies that are the same in every call. The voice renders them ahead, so that a reply
 * begins in the moment the turn is ours.
 */
export function likelyOpenings(): readonly string[] {
  const wordings: readonly Wording[] = [...Object.values(comments).flat(), ...Object.values(replies).flat()];
  const openings = wordings.map(([ack]) => ack).filter((ack) => ack !== '' && !ack.includes('{'));
  return [...new Set(openings)];
}
