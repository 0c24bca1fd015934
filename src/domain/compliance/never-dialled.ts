import { countryOf, type PhoneNumber } from '../lead/phone-number.ts';

/** Area codes of no place: personal and carrier services that are charged for, and the government's own. */
const SERVICE_AREA = /^(?:5(?:00|2[1-9]|33|44|66|77|88)|600|700|710)$/;
const TOLL_FREE_AREA = /^8(?:00|22|33|44|55|66|77|88)$/;

type Parts = { number: PhoneNumber; area: string; exchange: string; line: string };

/** The first that is so says why. */
const REASONS: readonly [isSo: (parts: Parts) => boolean, why: string][] = [
  // 911 and its like are also dialled by whoever puts something before or after them.
  [
    ({ area, exchange }) => /^.11$/.test(area) || /^.11$/.test(exchange),
    'it is a service number, as emergency lines are',
  ],
  [({ exchange, line }) => exchange === '555' && line === '1212', 'it is a service number, as emergency lines are'],
  [({ area, exchange }) => /^[01]/.test(area) || /^[01]/.test(exchange), 'there is no such number'],
  [({ area, exchange }) => area === '900' || exchange === '976', 'calls to it are charged at a premium'],
  [({ area }) => SERVICE_AREA.test(area), 'it belongs to a service and not to a place'],
  [({ area }) => TOLL_FREE_AREA.test(area), 'toll-free numbers are not called'],
  [({ number }) => countryOf(number) !== 'US', 'only numbers of the 50 states and of Washington, DC, may be called'],
];

/**
 * Why nothing may ever call this number, whoever entered it; completes “because …”. null where it is not for that. Rule C25
 * in its strict reading: only numbers of the 50 states and DC, and of these no service, premium or toll-free one.
 */
export function whyNeverDialled(number: PhoneNumber): string | null {
  const [, area = '', exchange = '', line = ''] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number) ?? [];
  if (area === '') return 'only numbers of the United States may be called';
  return REASONS.find(([isSo]) => isSo({ number, area, exchange, line }))?.[1] ?? null;
}
