import type { Slot } from '../../../domain/agent/qualification/evidence.ts';

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

/** A score from 0 to 1 as a person reads it: `72 of 100`. */
export const scoreWords = (score: number): string => `${Math.round(score * 100)} of 100`;
