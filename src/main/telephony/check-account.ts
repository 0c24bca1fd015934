import { ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import type { AccountCheck } from '../../domain/telephony/set-up-view.ts';
import type { AccountFacts, AccountNumber, TwilioAccount } from './twilio-account.ts';

/** Where the numbers are that people write without a country. */
const HOME = 'US';

/** Looks at all that the set-up and calls need of an account. What only stands in the way of calls is a notice. */
export async function checkAccount(account: TwilioAccount): Promise<Result<AccountCheck, Failure>> {
  const facts = await account.checkAccount();
  if (!facts.ok) return facts;
  const numbers = await account.listNumbers();
  if (!numbers.ok && numbers.failure.kind !== 'twilio-no-number') return numbers;
  const verified = facts.value.type === 'trial' ? await account.verifiedCallers() : ok<AccountNumber[]>([]);
  if (!verified.ok) return verified;
  const permission = await account.voicePermission(HOME);
  // An account that may not look at its permissions can still have them.
  if (!permission.ok && !['twilio-geo-permission', 'twilio-refused'].includes(permission.failure.kind)) {
    return permission;
  }
  const forbidden = !permission.ok && permission.failure.kind === 'twilio-geo-permission' ? [permission.failure] : [];
  return ok({
    ...facts.value,
    numbers: numbers.ok ? numbers.value : [],
    verifiedCallers: verified.value,
    notices: [...noticesOf(facts.value), ...(numbers.ok ? [] : [numbers.failure]), ...forbidden],
  });
}

function noticesOf({ status, type }: AccountFacts): Failure[] {
  const notices: Failure[] = [];
  if (status !== 'active') {
    const reason = `This Twilio account is ${status}: it makes and takes no calls. The front page of console.twilio.com says why.`;
    notices.push({ kind: 'refused', reason });
  }
  if (type === 'trial') {
    notices.push({
      kind: 'twilio-trial',
      what: 'It can call verified numbers only, and says so at the start of calls.',
    });
  }
  return notices;
}
