import { failed, ok, type Result } from '../../base/result.ts';
import { askToDial } from '../../domain/compliance/ask-to-dial.ts';
import type { IncomingPlan, OutgoingPlan } from '../../domain/call/call-state.ts';
import type { Failure } from '../../domain/failure.ts';
import { parsePhoneNumber, writtenNumber } from '../../domain/lead/phone-number.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { calendarSeedOf } from './calendar-of-settings.ts';

/** Why a person calls a phone of their own. */
const OWN_PHONE_PURPOSE = 'You asked to try Latchkey on your own phone.';
/** Never said: a caller has a purpose of their own, and is asked for it. */
const THEIR_PURPOSE = 'You called us.';
const OWN_PHONE_NAME = 'Your own phone';
const UNKNOWN_CALLER = 'Unknown caller';

export type TelephoneRequest = { readonly callId: string; readonly appVersion: string };

/** What is fixed about a call to this number, as a person wrote it: refused where it is none, or the gate denies it. */
export function planOutgoing(
  request: TelephoneRequest & { written: string; wallMs: number },
  settings: Settings,
): Result<OutgoingPlan, Failure> {
  const { written, wallMs, ...rest } = request;
  const number = parsePhoneNumber(written);
  if (!number.ok) return number;
  const permit = askToDial({ callId: request.callId, number: number.value }, { ownPhones: settings.ownPhones, wallMs });
  if (!permit.ok) return failed(permit.failure);
  return ok({
    ...rest,
    ...shared(settings),
    line: 'telephone',
    direction: 'outgoing',
    leadName: OWN_PHONE_NAME,
    number: number.value,
    permit: permit.value,
    detectMachines: settings.detectMachines,
    seed: { ...seedOf(settings), purpose: OWN_PHONE_PURPOSE, direction: 'outgoing', number: number.value },
  });
}

/** The same for a call that came in; `from` as the carrier has it. */
export function planIncoming(request: TelephoneRequest & { from: string }, settings: Settings): IncomingPlan {
  const { from, ...rest } = request;
  const isNumber = from.startsWith('+');
  const isOwn = settings.ownPhones.some((phone) => phone === from);
  return {
    ...rest,
    ...shared(settings),
    line: 'telephone',
    direction: 'incoming',
    leadName: isOwn ? OWN_PHONE_NAME : isNumber ? writtenNumber(from) : UNKNOWN_CALLER,
    number: isNumber ? from : '',
    answeredBy: settings.incomingAnsweredBy,
    seed: { ...seedOf(settings), purpose: THEIR_PURPOSE, direction: 'incoming', number: isNumber ? from : null },
  };
}

const shared = ({ recordCalls }: Settings) => ({ recording: recordCalls });
const seedOf = (settings: Settings) => ({
  brokerage: settings.brokerage,
  agentName: settings.agentName,
  humanName: settings.humanName,
  callBackNumber: settings.callBackNumber,
  ...calendarSeedOf(settings),
});
