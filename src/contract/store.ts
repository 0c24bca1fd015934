import { z } from 'zod';
import { LineName } from '../domain/call/call-id.ts';
import { Failure } from '../domain/failure.ts';
import { LegRecord } from '../domain/record/carrier-record.ts';
import { CallFact } from '../domain/record/call-fact.ts';
import { CallRecord } from '../domain/record/call-record.ts';
import { Today } from '../domain/record/today.ts';
import { call, event } from './define.ts';
import { storeCalendarContract } from './store-calendar.ts';

/** A large database is checked whole before its first fact, and a damaged one rescued: that must not be taken for a hang. */
const OPENING_MS = 60_000;
const UNANALYSED_MS = 30_000;

/** A call that is over, and of which the carrier has not told everything. `nextSeq`: the number of its next fact. */
export const UnpricedCall = z.object({
  callId: z.string(),
  direction: z.enum(['outgoing', 'incoming']),
  endedWallMs: z.number(),
  nextSeq: z.number().int(),
  legs: z.array(LegRecord),
});
export type UnpricedCall = z.infer<typeof UnpricedCall>;

/** A call that is over and has no analysis of this version, with its record. `nextSeq`: the number of its next fact. */
export const UnanalysedCall = z.object({ callId: z.string(), nextSeq: z.number().int(), record: CallRecord });
export type UnanalysedCall = z.infer<typeof UnanalysedCall>;

export const UnanalysedQuery = z.object({
  /** An analysis of an older version counts as none, and so does a failure of one. */
  version: z.number().int(),
  sinceWallMs: z.number(),
  limit: z.number().int().min(1).max(20),
  /** Calls to leave out. */
  except: z.array(z.string()),
  /** Calls that somebody wants analysed (again), whatever is known of them and however old they are. */
  again: z.array(z.string()),
});
export type UnanalysedQuery = z.infer<typeof UnanalysedQuery>;

/** Main ↔ store. Recorded sound comes over the `recording` stream, line → store, and is on disk as it comes. */
export const storeContract = {
  /** Answers once the fact is durable. `seq` counts from 0 within the call and makes a repeated append harmless. */
  'fact.append': call(
    z.object({ callId: z.string(), seq: z.number().int(), atWallMs: z.number(), fact: CallFact }),
    z.null(),
    OPENING_MS,
  ),
  /** Newest first. `text` searches what was said and the lead's name; `before` pages by start time; without `line` those of all lines. */
  'calls.list': call(
    z.object({
      text: z.string(),
      limit: z.number().int().min(1).max(200),
      before: z.number().nullable(),
      line: LineName.optional(),
    }),
    z.object({ calls: z.array(CallRecord), more: z.boolean() }),
  ),
  'call.get': call(z.object({ callId: z.string() }), CallRecord),
  /** Removes facts, sound and search entries; facts of the call that come later are acknowledged and not written. */
  'call.delete': call(z.object({ callId: z.string() }), z.null()),
  'today.get': call(z.object({ fromWallMs: z.number(), toWallMs: z.number(), line: LineName }), Today),
  /** Calls over the carrier with a leg whose price or length is not known, oldest first. */
  'calls.unpriced': call(z.object({ sinceWallMs: z.number() }), z.array(UnpricedCall)),
  /** Where the recording of a call lies on disk; not-found where there is none. */
  'recording.find': call(z.object({ callId: z.string() }), z.object({ path: z.string(), durationMs: z.number() })),
  /** Closes the WAV (its header is kept valid all along). */
  'recording.finish': call(z.object({ callId: z.string() }), z.object({ durationMs: z.number() })),

  ...storeCalendarContract,
  /** The newest first, and how many there are in all. The first question may have to look through every call. */
  'calls.unanalysed': call(
    UnanalysedQuery,
    z.object({ calls: z.array(UnanalysedCall), left: z.number().int() }),
    UNANALYSED_MS,
  ),

  /** A call's facts changed; the screen asks again for what it shows. */
  'call.changed': event(z.object({ callId: z.string() })),
  'part.degraded': event(z.object({ failure: Failure })),
  /** What was told as degraded is over. */
  'part.recovered': event(z.object({ failure: Failure })),
} as const;
