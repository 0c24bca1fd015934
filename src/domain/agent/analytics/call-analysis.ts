import { z } from 'zod';
import { ObjectionKind } from '../objections/objection.ts';
import { Slot } from '../qualification/evidence.ts';

/** Grows whenever the same record would be analysed otherwise: calls with an older analysis are then analysed again. */
export const ANALYSIS_VERSION = 1;

/** How a call turned out; the most binding that fits is taken (`decide-disposition`). */
export const Disposition = z.enum([
  'opted-out',
  'booked',
  'appointment-cancelled',
  'machine',
  'wrong-person',
  'language',
  'represented',
  'handed-over',
  'not-interested',
  'call-back-wanted',
  'qualified',
  'no-answer',
  'cancelled',
  'failed',
  'abandoned',
  'undecided',
  'incomplete',
]);
export type Disposition = z.infer<typeof Disposition>;

/** The turns of the record that a claim rests on, by their ids. */
const TurnIds = z.array(z.string().min(1));

export const SlotClaim = z.object({
  slot: Slot,
  value: z.string(),
  quote: z.string(),
  confidence: z.number().min(0).max(1),
  turnIds: TurnIds,
});
export type SlotClaim = z.infer<typeof SlotClaim>;

export const ObjectionClaim = z.object({
  kind: ObjectionKind,
  quote: z.string(),
  /** `unanswered`: the call ended on it. */
  outcome: z.enum(['answered', 'followedUp', 'respected', 'handedOver', 'unanswered']),
  turnIds: TurnIds,
});
export type ObjectionClaim = z.infer<typeof ObjectionClaim>;

/** Something that was promised, in the words in which it was. */
export const PromiseClaim = z.object({ by: z.enum(['agent', 'human', 'caller']), text: z.string(), turnIds: TurnIds });
export type PromiseClaim = z.infer<typeof PromiseClaim>;

/** What is to be done after the call. */
export const FollowUp = z.object({
  what: z.string(),
  /** The human at the desk, or the caller. */
  who: z.enum(['human', 'caller']),
  /** As it was said; null where nobody said when. */
  when: z.string().nullable(),
  /** Where the calendar knows the time, ms since the epoch. */
  atWallMs: z.number().nullable(),
  turnIds: TurnIds,
});
export type FollowUp = z.infer<typeof FollowUp>;

export const CheckName = z.enum([
  'saidItIsAnAi',
  'saidThePurpose',
  'saidHowToStop',
  'respectedOptOut',
  'keptToItsTopics',
  'talkedOverNobody',
  'answeredQuestions',
  'bookedWhatItSaid',
  'leftNoLongSilence',
  'answeredInTime',
]);
export type CheckName = z.infer<typeof CheckName>;

/** Whether the call was as it should be, in one respect. `turnIds`: where to look, most of all where it did not hold. */
export const QualityCheck = z.object({
  check: CheckName,
  verdict: z.enum(['held', 'failed', 'notApplicable']),
  detail: z.string(),
  turnIds: TurnIds,
});
export type QualityCheck = z.infer<typeof QualityCheck>;

/** What was counted, not judged. */
export const CallMeasures = z.object({
  talk: z.object({ callerMs: z.number(), agentMs: z.number(), humanMs: z.number() }),
  /** Between two sounds of anybody, after the answer; null where fewer than two were heard. */
  longestSilence: z.object({ ms: z.number(), turnIds: TurnIds }).nullable(),
  /** Voice to voice, of the agent's replies, ms; null where there was none. */
  latency: z.object({ replies: z.number().int(), p50Ms: z.number(), p95Ms: z.number() }).nullable(),
});
export type CallMeasures = z.infer<typeof CallMeasures>;

/** All that is claimed about a call. Code makes it, out of the record alone. */
export const CallClaims = z.object({
  disposition: z.object({ value: Disposition, because: z.string(), turnIds: TurnIds }),
  slots: z.array(SlotClaim),
  objections: z.array(ObjectionClaim),
  promises: z.array(PromiseClaim),
  followUps: z.array(FollowUp),
  checks: z.array(QualityCheck),
});
export type CallClaims = z.infer<typeof CallClaims>;

/** A call after it is over. A language model may have worded `summary.text`, and nothing else. */
export const CallAnalysis = CallClaims.extend({
  version: z.number().int().positive(),
  summary: z.object({ text: z.string().min(1), source: z.enum(['code', 'language-model']) }),
  measures: CallMeasures,
});
export type CallAnalysis = z.infer<typeof CallAnalysis>;
