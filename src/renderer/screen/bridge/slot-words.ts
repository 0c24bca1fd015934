import type { Evidence, Slot } from '../../../domain/agent/qualification/evidence.ts';

/** What a slot is called on the screen. */
export const SLOT_WORDS: Readonly<Record<Slot, string>> = {
  goal: 'Wants to',
  timeline: 'When',
  price: 'Price',
  area: 'Area',
  propertyType: 'Property',
  financing: 'Financing',
  motivation: 'Why',
  decisionMakers: 'Decides',
  contact: 'Contact',
  represented: 'Has an agent',
};

/** The rubric's words that do not read well behind the slot's. */
const VALUE_WORDS: Partial<Record<Slot, Readonly<Record<string, string>>>> = {
  goal: { both: 'sell and buy', none: 'neither sell nor buy' },
  decisionMakers: { absent: 'with somebody who is not on the line', together: 'with somebody', alone: 'alone' },
  contact: { declined: 'no call back', never: 'not to be called again' },
};

export const valueWords = ({ slot, value }: Pick<Evidence, 'slot' | 'value'>): string =>
  VALUE_WORDS[slot]?.[value] ?? value;

/** A score from 0 to 1 in hundredths. Rounded down: what is just short of qualified must not read like the threshold. */
export const hundredths = (score: number): number => Math.floor(Math.round(score * 1_000) / 10);

/** As a person reads it: `72 of 100`. */
export const scoreWords = (score: number): string => `${hundredths(score)} of 100`;
