import type { Slot } from './evidence.ts';

/** Kept with every score: another rubric makes other scores. */
export const RUBRIC_VERSION = '1';

/** From this score on a lead is qualified. */
export const QUALIFIED_FROM = 0.7;

/** How much each slot counts; together 1. `represented` counts nothing, and takes everything away as a goal of `none` does, and a wish not to be called. */
export const WEIGHTS: Readonly<Record<Exclude<Slot, 'represented'>, number>> = {
  goal: 0.2,
  timeline: 0.2,
  price: 0.15,
  area: 0.1,
  propertyType: 0.1,
  financing: 0.1,
  motivation: 0.05,
  decisionMakers: 0.05,
  contact: 0.05,
};

/** How good a value is for business, 0 to 1, where that is not simply that it is known. */
const FITS: Partial<Record<Slot, Readonly<Record<string, number>>>> = {
  goal: { rent: 0.25 },
  timeline: { 'within three months': 1, 'within half a year': 0.85, 'within a year': 0.6, 'some day': 0.2 },
  financing: { 'not yet': 0.3 },
  decisionMakers: { absent: 0.4 },
  contact: { declined: 0 },
};

export const fitOf = (slot: Slot, value: string): number => FITS[slot]?.[value] ?? 1;
