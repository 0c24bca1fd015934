import type { AnalysedRecord } from './analysed-record.ts';
import {
  ANALYSIS_VERSION,
  type CallAnalysis,
  type CallClaims,
  type CallMeasures,
  type SlotClaim,
} from './call-analysis.ts';
import { checkQuality } from './check-quality.ts';
import { decideDisposition } from './decide-disposition.ts';
import { findFollowUps } from './find-follow-ups.ts';
import { findObjections } from './find-objections.ts';
import { findPromises } from './find-promises.ts';
import { keepProven } from './keep-proven.ts';
import { measureCall } from './measure-call.ts';
import { meantTurns } from './meant-turns.ts';
import { summariseClaims } from './summarise-claims.ts';

/** All that is claimed about a call, each claim with turns that are on its record. Pure. */
export function claimsOf(record: AnalysedRecord, measures: CallMeasures = measureCall(record)): CallClaims {
  const meant = meantTurns(record);
  // What a slot rests on is looked for first: an outcome must not rest on what is not on record.
  const slots = slotsOf(record);
  const promises = findPromises(record.turns);
  const disposition = decideDisposition({ record, meant, slots });
  return keepProven(
    {
      disposition,
      slots,
      objections: findObjections(record, meant),
      promises,
      followUps: findFollowUps({ record, meant, slots, promises, disposition }),
      checks: checkQuality({ record, meant, measures }),
    },
    record.turns,
  );
}

/** What is known about the lead, as far as the words that prove it are on record. */
function slotsOf({ qualification, turns }: AnalysedRecord): SlotClaim[] {
  const told = (qualification?.shares ?? []).map(({ evidence: { turnId, ...evidence } }) => ({
    ...evidence,
    turnIds: [turnId],
  }));
  return told.filter(({ turnIds, quote }) =>
    turns.some(({ turnId, side, text }) => side === 'caller' && turnIds.includes(turnId) && text.includes(quote)),
  );
}

/** The analysis in code's words; a model may word the summary later. */
export const analysisOf = (record: AnalysedRecord, measures: CallMeasures, claims: CallClaims): CallAnalysis => ({
  version: ANALYSIS_VERSION,
  summary: { text: summariseClaims(claims, record.leadName), source: 'code' },
  measures,
  ...claims,
});

/** The whole analysis without a model. */
export function analyseRecord(record: AnalysedRecord): CallAnalysis {
  const measures = measureCall(record);
  return analysisOf(record, measures, claimsOf(record, measures));
}
