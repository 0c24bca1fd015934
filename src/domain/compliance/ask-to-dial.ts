import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import { writtenNumber, type PhoneNumber } from '../lead/phone-number.ts';
import { whyNeverDialled } from './never-dialled.ts';
import { DialPermit, PERMIT_MS, RULE_VERSION } from './dial-permit.ts';

export type DialRequest = { readonly callId: string; readonly number: PhoneNumber };

/** What the gate knows at the moment it is asked. */
export type GateKnowledge = { readonly ownPhones: readonly string[]; readonly wallMs: number };

/**
 * The gate: the only place where a permit to dial is made. Denies by default; as long as no other rule is built, the only
 * numbers allowed are those that a person entered as their own phones, and of these none that is never dialled.
 */
export function askToDial({ callId, number }: DialRequest, known: GateKnowledge): Result<DialPermit, Failure> {
  const deny = (rule: string, reason: string) =>
    failed<Failure>({ kind: 'dial-denied', number: writtenNumber(number), rule, reason });
  const never = whyNeverDialled(number);
  if (never) return deny('C25', never);
  if (!known.ownPhones.includes(number))
    return deny('own-phones', 'it is not one of your own phones, and no rule allows other numbers yet');
  return ok(
    DialPermit.parse({
      callId,
      number,
      mode: 'agent-speaks',
      basis: 'own-phone',
      ruleVersion: RULE_VERSION,
      expiresAtWallMs: known.wallMs + PERMIT_MS,
    }),
  );
}
