import { z } from 'zod';
import { Objection } from '../agent/objections/objection.ts';
import { Qualification } from '../agent/qualification/score.ts';
import { WhisperState } from '../agent/whisper.ts';
import { Failure } from '../failure.ts';
import { Appointment } from '../scheduling/appointment.ts';
import { LatencySplit } from '../record/turn.ts';
import { EndReason, FloorStatus, Handler, LineName, Side } from './call-id.ts';

export const Caption = z.object({
  turnId: z.string(),
  side: Side,
  text: z.string(),
  final: z.boolean(),
  agent: z.string().nullable(),
  /** Why that agent has the call. */
  agentReason: z.string().optional(),
});
export type Caption = z.infer<typeof Caption>;

/** A note to the agent, where it stands in the conversation, and what became of it. */
export const WhisperNote = z.object({
  whisperId: z.string(),
  text: z.string(),
  state: WhisperState,
  /** The last turn that was there when it was given; null for none. */
  afterTurnId: z.string().nullable(),
});
export type WhisperNote = z.infer<typeof WhisperNote>;

/** Keys that the caller pressed one after the other, where they stand in the conversation. */
export const KeysNote = z.object({ keys: z.string(), afterTurnId: z.string().nullable() });
export type KeysNote = z.infer<typeof KeysNote>;

/** What the human could say to the caller's turn `turnId`. */
export const Suggestion = z.object({ turnId: z.string(), text: z.string(), agent: z.string() });
export type Suggestion = z.infer<typeof Suggestion>;

/** All that the screen shows of the call; published by main after every change, whole. */
export const CallSnapshot = z.object({
  phase: z.enum(['idle', 'preparing', 'offered', 'dialling', 'ringing', 'live', 'ending', 'ended']),
  callId: z.string().nullable(),
  line: LineName,
  direction: z.enum(['outgoing', 'incoming']),
  /** As the carrier has it; null in practice. */
  number: z.string().nullable(),
  leadName: z.string(),
  scenarioTitle: z.string(),
  handler: Handler,
  /** The human has the call, and the caller does not hear them. */
  muted: z.boolean(),
  floor: FloorStatus,
  agent: z.string().nullable(),
  agentReason: z.string(),
  /** Wall time of the answer, null before. */
  answeredAtWallMs: z.number().nullable(),
  endReason: EndReason.nullable(),
  captions: z.array(Caption),
  whispers: z.array(WhisperNote),
  keys: z.array(KeysNote),
  /** Only while the human has the call. */
  suggestion: Suggestion.nullable(),
  /** What the lead's words are worth; null while none of them is. */
  qualification: Qualification.nullable(),
  /** The score before it last moved. */
  scoreBefore: z.number(),
  /** What the caller had against going on, oldest first. */
  objections: z.array(Objection),
  /** The visit that was booked or called off in this call, as it stands. */
  appointment: Appointment.nullable(),
  /** The slot that the calendar keeps for the call, unconfirmed. */
  hold: Appointment.nullable(),
  latencies: z.array(z.object({ turnId: z.string(), split: LatencySplit })),
  /** Where the agent's words come from. */
  mind: z.enum(['language-model', 'rehearsed']),
  languageModel: z.string().nullable(),
  voiceId: z.string(),
  recording: z.boolean(),
  /** How far a long preparation is; null when nothing is being prepared. */
  progress: z.object({ done: z.number(), total: z.number(), what: z.string() }).nullable(),
  degraded: z.array(Failure),
});
export type CallSnapshot = z.infer<typeof CallSnapshot>;

export const idleSnapshot: CallSnapshot = {
  phase: 'idle',
  callId: null,
  line: 'practice',
  direction: 'outgoing',
  number: null,
  leadName: '',
  scenarioTitle: '',
  handler: 'agent',
  muted: false,
  floor: 'waiting',
  agent: null,
  agentReason: '',
  answeredAtWallMs: null,
  endReason: null,
  captions: [],
  whispers: [],
  keys: [],
  suggestion: null,
  qualification: null,
  scoreBefore: 0,
  objections: [],
  appointment: null,
  hold: null,
  latencies: [],
  mind: 'rehearsed',
  languageModel: null,
  voiceId: '',
  recording: false,
  progress: null,
  degraded: [],
};
