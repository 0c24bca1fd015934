import { z } from 'zod';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';

/** Twilio names a leg of a call so. */
export const CallSid = z.string().regex(/^CA[0-9a-f]{32}$/i);

/** A decimal as Twilio writes it: a charge is negative. Never a binary fraction. */
export const Price = z.string().regex(/^-?\d{1,9}(\.\d{1,12})?$/);
/** ISO 4217. */
export const Currency = z.string().regex(/^[A-Z]{3}$/);

/** Numbers come as text in Twilio's callbacks. */
const Count = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** Who picked up, as Twilio's machine detection tells them apart. */
export const AnsweredBy = z.enum([
  'human',
  'machine_start',
  'machine_end_beep',
  'machine_end_silence',
  'machine_end_other',
  'fax',
  'unknown',
]);
export type AnsweredBy = z.infer<typeof AnsweredBy>;

/** Whether nobody is there to talk with. */
export const isMachine = (answeredBy: AnsweredBy): boolean => answeredBy !== 'human' && answeredBy !== 'unknown';

const kind = z.literal('latchkey-status');

/** What the carrier's Function passes on (resources/twilio-functions/status.cjs), under the names of Twilio's callbacks. */
export const CarrierMessage = z.discriminatedUnion('about', [
  z.object({
    kind,
    about: z.literal('leg'),
    CallSid,
    CallStatus: z.string(),
    CallDuration: Count.optional(),
    SipResponseCode: Count.optional(),
  }),
  z.object({ kind, about: z.literal('machine'), CallSid, AnsweredBy, MachineDetectionDuration: Count.optional() }),
  z.object({
    kind,
    about: z.literal('end'),
    DialCallStatus: z.enum(['completed', 'answered', 'busy', 'no-answer', 'failed', 'canceled']),
    DialCallSid: CallSid.optional(),
    DialCallDuration: Count.optional(),
    Price: Price.optional(),
    PriceUnit: Currency.optional(),
  }),
]);
export type CarrierMessage = z.infer<typeof CarrierMessage>;

/** Reads a message of the Function, which comes as an object or as its JSON. Refused with what is wrong, without its values. */
export function readCarrierMessage(content: unknown): Result<CarrierMessage, Failure> {
  const parsed = CarrierMessage.safeParse(told(typeof content === 'string' ? jsonOf(content) : content));
  if (parsed.success) return ok(parsed.data);
  const wrong = parsed.error.issues.map(({ path, code }) => `${path.join('.') || 'message'} (${code})`).join(', ');
  return failed({ kind: 'refused', reason: `The carrier's message is not one of the Function's: ${wrong}.` });
}

/** Of a leg that nobody picked up Twilio has fields that are empty: they tell nothing, and are no reason to hear nothing. */
function told(content: unknown): unknown {
  if (typeof content !== 'object' || content === null) return content;
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== ''));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
