import { z } from 'zod';
import { Failure } from '../failure.ts';
import { planSetUp, SET_UP_STEPS, type SetUpMade, SetUpStep } from './plan-set-up.ts';

/** One step as it stands: `waiting` is not made, or made no more; `failure` with `failed` alone. */
export const SetUpProgress = z.object({
  step: SetUpStep,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  failure: Failure.nullable(),
});
export type SetUpProgress = z.infer<typeof SetUpProgress>;

/** The set-up of the telephone as a person is shown it. Nothing in it is secret. */
export const SetUpView = z.object({
  /** AC…, or empty while nothing is made. */
  accountSid: z.string(),
  running: z.enum(['set-up', 'undo']).nullable(),
  /** All of them, in the order in which they are made. */
  steps: z.array(SetUpProgress),
  /** The number that calls and is called, E.164; null before it is known. */
  number: z.string().nullable(),
  /** E.164; null for none. */
  fallbackNumber: z.string().nullable(),
  /** Where the key for calls is, or would be: in memory it is gone when the product ends. */
  keyKept: z.enum(['keychain', 'memory']),
});
export type SetUpView = z.infer<typeof SetUpView>;

/** A number of the account: `sid` PN…, `phoneNumber` E.164. */
const AccountNumber = z.object({ sid: z.string(), phoneNumber: z.string(), friendlyName: z.string() });

/** What a look at the account found, before anything is made in it. */
export const AccountCheck = z.object({
  friendlyName: z.string(),
  status: z.enum(['active', 'suspended', 'closed']),
  type: z.enum(['trial', 'full']),
  /** As Twilio writes it, like "12.34"; the currency is an ISO 4217 code. Null where Twilio tells none. */
  balance: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  /** Those that can make and take calls. */
  numbers: z.array(AccountNumber),
  /** Whom a trial account may call; empty for a full one. */
  verifiedCallers: z.array(AccountNumber),
  /** What stands in the way of calls, or of some. */
  notices: z.array(Failure),
});
export type AccountCheck = z.infer<typeof AccountCheck>;

/** What was asked for when this was made; empty where nothing tells. */
export function askedBefore({ accountSid, number, variables = {} }: SetUpMade) {
  const {
    LATCHKEY_CALLER_ID: callerId = '',
    LATCHKEY_IDENTITY: identity = '',
    LATCHKEY_FALLBACK_NUMBER: fallback = '',
  } = variables;
  return {
    accountSid,
    numberSid: number?.sid ?? '',
    callerId,
    identity,
    fallbackNumber: fallback === '' ? null : fallback,
    deviceName: '',
  };
}

/** How far each step is, going by what was made. `sources` and `secretKept` as for the plan. */
export function stepsMade(made: SetUpMade, facts: { sources: string; secretKept: boolean }): SetUpProgress[] {
  const due = new Set(planSetUp(made, askedBefore(made), facts));
  return SET_UP_STEPS.map((step) => ({ step, state: due.has(step) ? 'waiting' : 'done', failure: null }));
}
