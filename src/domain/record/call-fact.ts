import { z } from 'zod';
import { CallAnalysis } from '../agent/analytics/call-analysis.ts';
import { Objection } from '../agent/objections/objection.ts';
import { Qualification } from '../agent/qualification/score.ts';
import { EndReason, Handler, Leg } from '../call/call-id.ts';
import { Failure } from '../failure.ts';
import { Appointment } from '../scheduling/appointment.ts';
import { AnsweredBy, CallSid, Currency, Price } from '../telephony/carrier-message.ts';
import { Turn } from './turn.ts';

/** What happened in a call, appended as it happens; the record is a fold over these. `lineMs` is on the line's clock. */
export const CallFact = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('callRequested'),
    line: z.enum(['practice', 'telephone']),
    direction: z.enum(['outgoing', 'incoming']).default('outgoing'),
    /** As the carrier has it; null in practice. */
    number: z.string().nullable().default(null),
    /** Version of the rules by which it might be dialled. */
    rule: z.string().nullable().default(null),
    leadName: z.string(),
    scenarioId: z.string().nullable(),
    languageModel: z.string().nullable(),
    voiceId: z.string(),
    appVersion: z.string(),
  }),
  z.object({ type: z.literal('callRinging') }),
  /** `handler`: who serves the caller from the first word on, where that is not the agent. */
  z.object({ type: z.literal('callAnswered'), lineMs: z.number(), handler: Handler.optional() }),
  z.object({ type: z.literal('turnFinished'), turn: Turn }),
  z.object({ type: z.literal('agentTransitioned'), from: z.string().nullable(), to: z.string(), reason: z.string() }),
  /** What the lead's words were worth from here on. */
  z.object({ type: z.literal('leadScored'), qualification: Qualification }),
  /** The caller has heard our answer to an objection. The same turn again replaces what was told of it before. */
  z.object({ type: z.literal('objectionMet'), objection: Objection }),
  z.object({
    type: z.literal('handlerChanged'),
    handler: Handler,
    lineMs: z.number(),
    why: z.enum(['take-over', 'hand-back', 'voice-lost']),
  }),
  z.object({
    type: z.literal('bargedIn'),
    turnId: z.string(),
    lineMs: z.number(),
    duckedMs: z.number().nullable(),
    hushedMs: z.number(),
  }),
  z.object({ type: z.literal('digitReceived'), digit: z.string(), lineMs: z.number() }),
  /** The calendar keeps a slot for the call; one that it kept before is let go. */
  z.object({ type: z.literal('appointmentHeld'), appointment: Appointment }),
  z.object({ type: z.literal('appointmentBooked'), appointment: Appointment }),
  /** A hold was let go, or a visit is off: for the caller, or because somebody at the desk said so. */
  z.object({ type: z.literal('appointmentCancelled'), appointment: Appointment, by: z.enum(['caller', 'desk']) }),
  /** What the human wrote to the agent. Nobody on the line heard it. */
  z.object({ type: z.literal('whispered'), text: z.string(), lineMs: z.number() }),
  z.object({ type: z.literal('degraded'), failure: Failure }),
  z.object({ type: z.literal('recovered'), part: z.string() }),
  z.object({ type: z.literal('recordingStarted'), file: z.string() }),
  z.object({ type: z.literal('recordingEnded'), durationMs: z.number() }),
  /** The carrier has opened a leg, and charges for it under this name. */
  z.object({ type: z.literal('legOpened'), leg: Leg, callSid: CallSid }),
  /** Somebody picked up and the carrier listens whether it is a machine: it charges for that, whatever it finds. */
  z.object({ type: z.literal('machineDetectionStarted') }),
  z.object({
    type: z.literal('machineDetected'),
    callSid: CallSid,
    answeredBy: AnsweredBy,
    /** How long the carrier listened, ms; null where it does not say. */
    tookMs: z.number().nullable(),
  }),
  /** How long the carrier says that a leg was connected, in whole seconds. */
  z.object({ type: z.literal('legEnded'), leg: Leg, callSid: CallSid, connectedSeconds: z.number().int().min(0) }),
  /** What the carrier charges for a leg, as it writes it. */
  z.object({
    type: z.literal('legPriced'),
    leg: Leg,
    callSid: CallSid,
    price: Price,
    currency: Currency,
  }),
  z.object({ type: z.literal('callEnded'), reason: EndReason, lineMs: z.number() }),

  // After the call: what became of it.
  z.object({ type: z.literal('callAnalysed'), analysis: CallAnalysis }),
  /** It was tried as often as makes sense; `version` is that of the analysis that could not be made. */
  z.object({ type: z.literal('analysisGivenUp'), version: z.number().int(), failure: Failure }),
]);
export type CallFact = z.infer<typeof CallFact>;

/** A fact with its place in the call and the moment it was written down. */
export const RecordedFact = z.object({
  callId: z.string(),
  seq: z.number().int(),
  atWallMs: z.number(),
  fact: CallFact,
});
export type RecordedFact = z.infer<typeof RecordedFact>;
