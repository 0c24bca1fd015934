import type { CarrierSignal } from '../audio/exchange-command.ts';
import type { Failure } from '../failure.ts';

/** Codes of Twilio's voice SDK (errors/generated): what the far end did rather than what went wrong. */
const BUSY = new Set([31486, 31600]);
const DECLINED = new Set([31603]);
/** A telephone that rang out, or is switched off. */
const UNANSWERED = new Set([31480, 31487]);
/** The token is expired, damaged, of the wrong key, or may not do this. */
const TOKEN = new Set([
  20101, 20102, 20103, 20104, 20105, 20106, 20107, 20151, 20157, 31201, 31202, 31203, 31204, 31205, 31207,
]);

export type CarrierError = { readonly code: number; readonly message: string };

export const isTokenRefused = ({ code }: CarrierError): boolean => TOKEN.has(code);

/** What an error that ended a call says about the far end. */
export function signalOfError({ code }: CarrierError): CarrierSignal {
  if (BUSY.has(code)) return { type: 'busy' };
  if (DECLINED.has(code)) return { type: 'declined' };
  return UNANSWERED.has(code) ? { type: 'bye' } : { type: 'lost' };
}

/** The same for the desk; null where the far end did it and nothing went wrong. */
export function failureOfError(error: CarrierError): Failure | null {
  if (signalOfError(error).type !== 'lost') return null;
  const { code, message: detail } = error;
  return { kind: isTokenRefused(error) ? 'telephone-refused' : 'call-broke-off', code, detail };
}
