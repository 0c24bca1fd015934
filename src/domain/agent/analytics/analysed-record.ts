import { z } from 'zod';
import { CallRecord } from '../../record/call-record.ts';

/** What of a call's record its analysis rests on; only this leaves main. */
export const AnalysedRecord = CallRecord.pick({
  callId: true,
  leadName: true,
  line: true,
  direction: true,
  endReason: true,
  answered: true,
  answeredAtMs: true,
  talkMs: true,
  handler: true,
  turns: true,
  handlerChanges: true,
  qualification: true,
  carrier: true,
}).extend({
  // Read in `told-by-facts`: records from before there were such facts have none.
  appointment: z.unknown().optional(),
  objections: z.unknown().optional(),
});
export type AnalysedRecord = z.infer<typeof AnalysedRecord>;

export const recordToAnalyse = (record: CallRecord): AnalysedRecord => AnalysedRecord.parse(record);
