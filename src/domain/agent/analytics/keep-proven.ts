import type { Turn } from '../../record/turn.ts';
import type { CallClaims, SlotClaim } from './call-analysis.ts';

type Claim = { turnIds: readonly string[] };

/**
 * The claims whose turns are all on record. What quotes somebody needs a turn, and a slot's quote must be in it; what
 * rests on a fact of the line or the calendar may have none. An outcome that rests on what is not there is none.
 */
export function keepProven(claims: CallClaims, turns: readonly Turn[]): CallClaims {
  const known = new Map(turns.map((turn) => [turn.turnId, turn]));
  const stands = ({ turnIds }: Claim) => turnIds.every((turnId) => known.has(turnId));
  const quotes = (claim: Claim) => claim.turnIds.length > 0 && stands(claim);
  const saidSo = ({ quote, turnIds }: Pick<SlotClaim, 'quote' | 'turnIds'>) =>
    turnIds.some((turnId) => known.get(turnId)?.text.includes(quote));
  return {
    disposition: stands(claims.disposition)
      ? claims.disposition
      : { value: 'incomplete', because: 'What it would rest on is not on record.', turnIds: [] },
    slots: claims.slots.filter((claim) => quotes(claim) && saidSo(claim)),
    objections: claims.objections.filter(quotes),
    promises: claims.promises.filter(quotes),
    followUps: claims.followUps.filter(stands),
    checks: claims.checks.filter(stands),
  };
}
