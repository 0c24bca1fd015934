import { failed, type Result } from '../../base/result.ts';
import type { PhoneNumber } from '../lead/phone-number.ts';

declare const minted: unique symbol;

/**
 * Leave to play one recorded message to the machine that answered one call. It is made in this file or nowhere: its mark is
 * not exported, and there is no schema that another file could parse one with.
 */
export type VoicemailDropPermit = {
  readonly callId: string;
  readonly number: PhoneNumber;
  /** SHA-256 of the sound, so that no other message is played on this permit. */
  readonly messageSha256: string;
  readonly ruleVersion: string;
  readonly expiresAtWallMs: number;
  readonly [minted]: 'VoicemailDropPermit';
};

/** A message that a person recorded, for the machine that answered this call. */
export type VoicemailDropRequest = Pick<VoicemailDropPermit, 'callId' | 'number' | 'messageSha256'>;

/** What the line would have to be told to play such a message: there is no telling it without a permit. */
export type DropVoicemail = {
  readonly type: 'dropVoicemail';
  readonly callId: string;
  readonly permit: VoicemailDropPermit;
};

/** Every rule that denied, by the names in the rule table, and why in words: what the record of the call keeps of it. */
export type VoicemailDenial = { readonly rules: readonly string[]; readonly reason: string };

/**
 * The gate for messages to machines. A message played from a recording is a prerecorded voice whoever recorded it, so it
 * takes the written consent that an artificial one takes (C1), and a toll-free number to opt out in the message (C16).
 * Neither can be looked up yet, and a rule that cannot be judged denies: every request is refused.
 */
export function askToDropVoicemail(_request: VoicemailDropRequest): Result<VoicemailDropPermit, VoicemailDenial> {
  return failed({
    rules: ['C1', 'C16'],
    reason:
      'A recorded message needs written consent and a toll-free number to opt out, and no rule can check them yet.',
  });
}
