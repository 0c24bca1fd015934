import { z } from 'zod';
import { Leg } from '../call/call-id.ts';
import { AnsweredBy } from '../telephony/carrier-message.ts';
import type { CallFact } from './call-fact.ts';

/** One leg as the carrier counts it; null is what it has not told yet. */
export const LegRecord = z.object({
  leg: Leg,
  callSid: z.string(),
  connectedSeconds: z.number().nullable(),
  /** A decimal as the carrier writes it: a charge is negative. */
  price: z.string().nullable(),
  currency: z.string().nullable(),
});
export type LegRecord = z.infer<typeof LegRecord>;

/** What the carrier knows of a call: its legs, and who picked up where it listened for that. */
export const CarrierRecord = z.object({
  legs: z.array(LegRecord),
  detectedMachines: z.boolean(),
  answeredBy: AnsweredBy.nullable(),
});
export type CarrierRecord = z.infer<typeof CarrierRecord>;

export const noCarrier: CarrierRecord = { legs: [], detectedMachines: false, answeredBy: null };

type CarrierFact = Extract<
  CallFact,
  { type: 'legOpened' | 'legEnded' | 'legPriced' | 'machineDetectionStarted' | 'machineDetected' }
>;

/** Folds one more fact of the carrier in. What is told again changes nothing: a leg is counted once. */
export function addCarrierFact(record: CarrierRecord, fact: CarrierFact): CarrierRecord {
  switch (fact.type) {
    case 'legOpened':
      return withLeg(record, fact, {});
    case 'legEnded':
      return withLeg(record, fact, { connectedSeconds: fact.connectedSeconds });
    case 'legPriced':
      return withLeg(record, fact, { price: fact.price, currency: fact.currency });
    case 'machineDetectionStarted':
      return { ...record, detectedMachines: true };
    case 'machineDetected':
      return { ...record, detectedMachines: true, answeredBy: fact.answeredBy };
  }
}

function withLeg(
  record: CarrierRecord,
  { leg, callSid }: Pick<LegRecord, 'leg' | 'callSid'>,
  change: Partial<LegRecord>,
): CarrierRecord {
  const known = record.legs.find((one) => one.callSid === callSid);
  const before = known ?? { leg, callSid, connectedSeconds: null, price: null, currency: null };
  const next = { ...before, ...change };
  const legs = known ? record.legs.map((one) => (one === known ? next : one)) : [...record.legs, next];
  return { ...record, legs };
}
