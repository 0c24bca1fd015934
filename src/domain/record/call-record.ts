import { z } from 'zod';
import { Objection, withObjection } from '../agent/objections/objection.ts';
import { Qualification } from '../agent/qualification/score.ts';
import { EndReason, Handler, LineName } from '../call/call-id.ts';
import { Failure } from '../failure.ts';
import { afterAnalysis, AnalysisRecord, notAnalysed } from './analysis-record.ts';
import { Appointment } from '../scheduling/appointment.ts';
import { addAppointmentFact } from './appointment-of-call.ts';
import { type RecordedFact } from './call-fact.ts';
import { addCarrierFact, CarrierRecord, noCarrier } from './carrier-record.ts';
import { Turn } from './turn.ts';

/** A call as the screen shows it: everything here is folded out of its facts. */
export const CallRecord = z.object({
  callId: z.string(),
  startedWallMs: z.number(),
  leadName: z.string(),
  line: LineName,
  direction: z.enum(['outgoing', 'incoming']).default('outgoing'),
  number: z.string().nullable().default(null),
  scenarioId: z.string().nullable(),
  languageModel: z.string().nullable(),
  /** null while the call goes on, and for a call that was cut off by a crash until it is closed. */
  endReason: EndReason.nullable(),
  answered: z.boolean(),
  /** From answer to end, ms on the line's clock. */
  talkMs: z.number(),
  answeredAtMs: z.number().nullable(),
  handler: Handler,
  takeOvers: z.number(),
  turns: z.array(Turn),
  handlerChanges: z.array(z.object({ handler: Handler, lineMs: z.number(), why: z.string() })),
  agentChanges: z.array(z.object({ from: z.string().nullable(), to: z.string(), reason: z.string() })),
  /** Notes to the agent. Records that were kept before there were any have none. */
  whispers: z.array(z.object({ text: z.string(), lineMs: z.number() })).default([]),
  /** Keys of the caller's, those of one number together. Records that were kept before there were any have none. */
  keys: z.array(z.object({ keys: z.string(), lineMs: z.number(), untilMs: z.number() })).default([]),
  /** What the lead's words were worth in the end; null where none of them was worth anything. */
  qualification: Qualification.nullable().default(null),
  /** How the score moved, in order. */
  scores: z.array(z.number()).default([]),
  /** What the caller had against going on, in order, and what became of it. */
  objections: z.array(Objection).default([]),
  /** The visit that was booked or called off in this call, as it stands now; null for none. */
  appointment: Appointment.nullable().default(null),
  /** The slot that the calendar keeps for the call while it goes on, unconfirmed. */
  hold: Appointment.nullable().default(null),
  bargeIns: z.number(),
  carrier: CarrierRecord.default(noCarrier),
  degraded: z.array(Failure),
  /** File name inside the recordings folder. */
  recording: z.string().nullable(),

  ...AnalysisRecord.shape,
});
export type CallRecord = z.infer<typeof CallRecord>;

const blank = (first: RecordedFact): CallRecord => ({
  callId: first.callId,
  startedWallMs: first.atWallMs,
  leadName: '',
  line: 'practice',
  direction: 'outgoing',
  number: null,
  scenarioId: null,
  languageModel: null,
  endReason: null,
  answered: false,
  talkMs: 0,
  answeredAtMs: null,
  handler: 'agent',
  takeOvers: 0,
  turns: [],
  handlerChanges: [],
  agentChanges: [],
  whispers: [],
  keys: [],
  qualification: null,
  scores: [],
  objections: [],
  appointment: null,
  hold: null,
  bargeIns: 0,
  carrier: noCarrier,
  degraded: [],
  recording: null,
  ...notAnalysed,
});

/** Folds one more fact into a record. Pure and total. */
export function addFact(record: CallRecord, { fact }: RecordedFact): CallRecord {
  switch (fact.type) {
    case 'callRequested':
      return {
        ...record,
        leadName: fact.leadName,
        line: fact.line,
        direction: fact.direction,
        number: fact.number,
        scenarioId: fact.scenarioId,
        languageModel: fact.languageModel,
      };
    case 'callAnswered':
      return { ...record, answered: true, answeredAtMs: fact.lineMs, handler: fact.handler ?? record.handler };
    case 'turnFinished':
      return withTalk({ ...record, turns: [...record.turns, fact.turn] }, fact.turn.endedMs);
    case 'agentTransitioned':
      return {
        ...record,
        agentChanges: [...record.agentChanges, { from: fact.from, to: fact.to, reason: fact.reason }],
      };
    case 'handlerChanged':
      return withHandler(record, fact);
    case 'whispered':
      return { ...record, whispers: [...record.whispers, { text: fact.text, lineMs: fact.lineMs }] };
    case 'digitReceived':
      return withTalk({ ...record, keys: withKey(record.keys, fact.digit, fact.lineMs) }, fact.lineMs);
    case 'leadScored':
      return withScore(record, fact.qualification);
    case 'objectionMet':
      return { ...record, objections: withObjection(record.objections, fact.objection) };
    case 'appointmentHeld':
    case 'appointmentBooked':
    case 'appointmentCancelled':
      return { ...record, ...addAppointmentFact(record, fact) };
    case 'bargedIn':
      return { ...record, bargeIns: record.bargeIns + 1 };
    case 'degraded':
      return { ...record, degraded: [...record.degraded, fact.failure] };
    case 'recordingStarted':
      return { ...record, recording: fact.file };
    case 'callEnded':
      // What is not confirmed by now is let go.
      return withTalk({ ...record, endReason: fact.reason, hold: null }, fact.lineMs);
    case 'legOpened':
    case 'legEnded':
    case 'legPriced':
    case 'machineDetectionStarted':
    case 'machineDetected':
      return { ...record, carrier: addCarrierFact(record.carrier, fact) };
    case 'callAnalysed':
    case 'analysisGivenUp':
      return { ...record, ...afterAnalysis(fact) };
    case 'callRinging':
    case 'recovered':
    case 'recordingEnded':
      return record;
  }
}

type HandlerChanged = Extract<RecordedFact['fact'], { type: 'handlerChanged' }>;

function withHandler(record: CallRecord, fact: HandlerChanged): CallRecord {
  return {
    ...record,
    handler: fact.handler,
    takeOvers: record.takeOvers + (fact.handler === 'human' ? 1 : 0),
    handlerChanges: [...record.handlerChanges, { handler: fact.handler, lineMs: fact.lineMs, why: fact.why }],
  };
}

function withScore(record: CallRecord, qualification: Qualification): CallRecord {
  const moved = qualification.score !== (record.scores.at(-1) ?? 0);
  return { ...record, qualification, scores: moved ? [...record.scores, qualification.score] : record.scores };
}

/** Who dials a number pauses no longer than this. */
const SAME_NUMBER_MS = 3_000;

function withKey(known: CallRecord['keys'], key: string, lineMs: number): CallRecord['keys'] {
  const last = known.at(-1);
  if (!last || lineMs - last.untilMs > SAME_NUMBER_MS) return [...known, { keys: key, lineMs, untilMs: lineMs }];
  return [...known.slice(0, -1), { ...last, keys: last.keys + key, untilMs: lineMs }];
}

const withTalk = (record: CallRecord, lineMs: number): CallRecord =>
  record.answeredAtMs === null ? record : { ...record, talkMs: Math.max(record.talkMs, lineMs - record.answeredAtMs) };

/** Folds a call's facts, in order, into its record. `undefined` for a call without facts. */
export function foldCall(facts: readonly RecordedFact[]): CallRecord | undefined {
  const [first] = facts;
  return first && facts.reduce(addFact, blank(first));
}
