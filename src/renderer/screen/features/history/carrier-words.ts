import type { CarrierRecord, LegRecord } from '../../../../domain/record/carrier-record.ts';
import { timeInWords } from '../../ui/format.ts';

const LEG: Record<LegRecord['leg'], string> = {
  desk: 'Latchkey’s leg',
  'far-end': 'The telephone’s leg',
  fallback: 'The fallback number’s leg',
};
const ANSWERED: Record<NonNullable<CarrierRecord['answeredBy']>, string> = {
  human: 'a person picked up',
  machine_start: 'an answering machine picked up',
  machine_end_beep: 'an answering machine picked up',
  machine_end_silence: 'an answering machine picked up',
  machine_end_other: 'an answering machine picked up',
  fax: 'a fax picked up',
  unknown: 'it could not tell who picked up',
};

/** What Twilio counted and charges, a line each; none for a call it did not carry. A charge is written as Twilio's, without its sign. */
export function carrierWords({ legs, detectedMachines, answeredBy }: CarrierRecord): string[] {
  const lines = legs.map(({ leg, connectedSeconds, price, currency }) => {
    const lasted = connectedSeconds === null ? 'length unknown' : timeInWords(connectedSeconds * 1_000);
    return `${LEG[leg]}: ${lasted}, ${price === null ? 'price unknown' : charge(price, currency ?? '')}`;
  });
  if (!detectedMachines) return lines;
  const who = answeredBy === null ? 'it ended before it could tell who picked up' : ANSWERED[answeredBy];
  return [...lines, `Machine detection: ${who}`];
}

const charge = (price: string, currency: string): string =>
  price.startsWith('-') || Number(price) === 0
    ? `${price.replace('-', '')} ${currency}`
    : `${price} ${currency} in your favour`;
