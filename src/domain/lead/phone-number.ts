import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { z } from 'zod';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';

/** E.164, as carriers take it: `+15125550143`. */
export const PhoneNumber = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'a telephone number in the form +15125550143')
  .brand('PhoneNumber');
export type PhoneNumber = z.infer<typeof PhoneNumber>;

/** A number as people write it in the United States. What could not be dialled is refused in words. */
export function parsePhoneNumber(written: string): Result<PhoneNumber, Failure> {
  const text = written.trim();
  if (text === '') return refuse('Enter a telephone number.');
  const found = parsePhoneNumberFromString(text, 'US');
  if (!found) return refuse(`“${text}” is not a telephone number. Write it like 512 555 0143 or +1 512 555 0143.`);
  if (found.ext)
    return refuse(`Write “${text}” without what follows the number. Keys can be sent once somebody has answered.`);
  if (!found.isPossible()) return refuse(`“${text}” has too few or too many digits. Write it like 512 555 0143.`);
  return ok(PhoneNumber.parse(found.number));
}

const refuse = (reason: string) => failed<Failure>({ kind: 'refused', reason });

/** ISO code of the country whose number it is, `US` and `CA` told apart; null where the numbering plan has none. */
export const countryOf = (number: PhoneNumber): string | null => parsePhoneNumberFromString(number)?.country ?? null;

/** For people: (512) 555-0143; a foreign one as +44 20 7946 0018. */
export function writtenNumber(number: string): string {
  const found = parsePhoneNumberFromString(number, 'US');
  if (!found) return number;
  return found.country === 'US' || found.countryCallingCode === '1'
    ? found.formatNational()
    : found.formatInternational();
}
