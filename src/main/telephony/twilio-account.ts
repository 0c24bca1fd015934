import type { Twilio } from 'twilio';
import type { AccountContext } from 'twilio/lib/rest/api/v2010/account.js';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import { answered, saysNotFound } from './twilio-failure.ts';
import { looksLikeKeys, openTwilio, type TwilioKeys } from './twilio-client.ts';
import type { TwilioRoad } from './twilio-http.ts';

export type AccountFacts = {
  friendlyName: string;
  status: 'active' | 'suspended' | 'closed';
  type: 'trial' | 'full';
  /** As Twilio writes it, like "12.34"; the currency is an ISO 4217 code. Null where Twilio tells none. */
  balance: { amount: string; currency: string } | null;
};

/** `phoneNumber` is E.164. `sid` is PN…; a verified caller's is PN… too, of another kind. */
export type AccountNumber = { sid: string; phoneNumber: string; friendlyName: string };

export type CallCost = {
  status: string;
  /** Connected seconds, 0 for a leg that nobody picked up, null while the call is up. */
  durationSeconds: number | null;
  /**
   * What Twilio charges, negative as it writes it, like "-0.014"; null until it has been worked out, minutes after. For a
   * leg that nobody picked up it writes none and charges nothing, which is "0".
   */
  price: string | null;
  /** An ISO 4217 code; null where Twilio tells none. */
  currency: string | null;
};

const NOT_PICKED_UP: ReadonlySet<string> = new Set(['busy', 'no-answer', 'failed', 'canceled']);

/** What can be asked of a Twilio account; each answers wrong keys, no network and every refusal as a failure. */
export type TwilioAccount = {
  /** Whose account it is, and whether it can call at all. */
  checkAccount(): Promise<Result<AccountFacts, Failure>>;
  /** The numbers that can make and take calls; none is a failure of its own. */
  listNumbers(): Promise<Result<AccountNumber[], Failure>>;
  /** The numbers a trial account may call. */
  verifiedCallers(): Promise<Result<AccountNumber[], Failure>>;
  /** Whether ordinary numbers of a country (ISO 3166-1, two letters) may be called; if not, that is the failure. */
  voicePermission(countryIso: string): Promise<Result<{ country: string }, Failure>>;
  /** The legs (CA…) that a call dialled from its own leg. */
  dialledLegs(callSid: string): Promise<Result<string[], Failure>>;
  /** Seconds and price of one leg (CA…). */
  callCost(callSid: string): Promise<Result<CallCost, Failure>>;
};

/** The account behind the keys. Nothing is loaded or asked before the first question. */
export function createTwilioAccount(keys: TwilioKeys, road: TwilioRoad): TwilioAccount {
  let opened: Promise<Twilio> | null = null;
  const ask = async <Value>(question: (twilio: Twilio) => Promise<Value>): Promise<Result<Value, Failure>> => {
    if (keys.username === keys.accountSid && !looksLikeKeys(keys.accountSid, keys.password)) {
      return failed({ kind: 'twilio-credentials-wrong' });
    }
    opened ??= openTwilio(keys, road);
    const twilio = await opened;
    return await answered(() => question(twilio));
  };

  return {
    checkAccount: () =>
      ask(async (twilio) => {
        const account = twilio.api.v2010.accounts(keys.accountSid);
        const facts = await account.fetch();
        return {
          friendlyName: facts.friendlyName,
          status: facts.status,
          type: facts.type === 'Trial' ? 'trial' : 'full',
          balance: await balanceOf(account),
        };
      }),
    async listNumbers() {
      const numbers = await ask((twilio) => twilio.incomingPhoneNumbers.list());
      if (!numbers.ok) return numbers;
      const voice = numbers.value.filter((number) => number.capabilities.voice);
      return voice.length > 0 ? ok(voice.map(numberOf)) : failed({ kind: 'twilio-no-number' });
    },
    verifiedCallers: () => ask(async (twilio) => (await twilio.outgoingCallerIds.list()).map(numberOf)),
    async voicePermission(countryIso) {
      const found = await ask((twilio) => twilio.voice.v1.dialingPermissions.countries(countryIso).fetch());
      if (!found.ok) return found;
      const { name, lowRiskNumbersEnabled } = found.value;
      return lowRiskNumbersEnabled ? ok({ country: name }) : failed({ kind: 'twilio-geo-permission', country: name });
    },
    dialledLegs: (parentCallSid) =>
      ask(async (twilio) => (await twilio.calls.list({ parentCallSid, limit: 10 })).map(({ sid }) => sid)),
    callCost: (callSid) =>
      ask(async (twilio) => {
        const { status, duration, price, priceUnit } = await twilio.calls(callSid).fetch();
        // Twilio's types promise text where there is none: no seconds while the call is up (its documentation says that they
        // are "empty" then, and where nobody picked up), no price until it is known.
        const told = { price: price as string | null, currency: priceUnit as string | null };
        if (NOT_PICKED_UP.has(status)) return { status, durationSeconds: 0, ...told, price: told.price ?? '0' };
        return { status, durationSeconds: status === 'completed' ? Number(duration) : null, ...told };
      }),
  };
}

/** A subaccount lives on its owner's money, and may have no balance of its own. */
async function balanceOf(account: AccountContext): Promise<AccountFacts['balance']> {
  try {
    const { balance, currency } = await account.balance.fetch();
    return { amount: balance, currency };
  } catch (error) {
    if (saysNotFound(error)) return null;
    throw error;
  }
}

const numberOf = (number: AccountNumber): AccountNumber => ({
  sid: number.sid,
  phoneNumber: number.phoneNumber,
  friendlyName: number.friendlyName,
});
