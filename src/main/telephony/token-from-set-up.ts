import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import type { SetUpMade } from '../../domain/telephony/plan-set-up.ts';
import type { Vault } from '../credentials/vault.ts';
import { type MintedToken, mintAccessToken } from './access-token.ts';
import { KEY_SECRET } from './set-up/step.ts';
import { createTwilioAccount, type TwilioAccount } from './twilio-account.ts';
import type { TwilioRoad } from './twilio-http.ts';

const TTL_SECONDS = 3_600;

const NOT_SET_UP = 'Calls over the telephone are not set up on this machine.';
const KEY_LOST = 'The key for calls is no longer on this machine: run the set-up again, it makes a new one.';

/** The account, with the key for calls; null where the set-up has not made it, or the vault has lost it. */
export function accountFromSetUp(
  { accountSid, apiKeySid }: SetUpMade,
  vault: Pick<Vault, 'get'>,
  road: TwilioRoad,
): TwilioAccount | null {
  const password = vault.get(KEY_SECRET);
  if (!accountSid || !apiKeySid || password === null) return null;
  return createTwilioAccount({ accountSid, username: apiKeySid, password }, road);
}

/**
 * Whether the desk is to be reached with it, or only the connection to be tested. A test has a name of its own at the
 * carrier, so that a call that comes in rings the telephone alone: a test that ended would decline it.
 */
export type TokenPurpose = 'calls' | 'test';

/** A token from what the set-up made and the vault keeps; refused with what to do when either lacks. */
export function tokenFromSetUp(
  made: SetUpMade,
  vault: Pick<Vault, 'get'>,
  purpose: TokenPurpose = 'calls',
): Result<MintedToken, Failure> {
  const { accountSid, apiKeySid, application, variables } = made;
  const desk = variables?.['LATCHKEY_IDENTITY'];
  if (!accountSid || !apiKeySid || !application || !desk) return failed({ kind: 'refused', reason: NOT_SET_UP });
  const identity = purpose === 'test' ? `${desk}_test` : desk;
  const apiKeySecret = vault.get(KEY_SECRET);
  if (apiKeySecret === null) return failed({ kind: 'refused', reason: KEY_LOST });
  const applicationSid = application.sid;
  return ok(
    mintAccessToken({ accountSid, apiKeySid, apiKeySecret, applicationSid, identity, ttlSeconds: TTL_SECONDS }),
  );
}
