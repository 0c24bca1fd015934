import { Objection } from '../domain/agent/objections/objection.ts';
import { AnalysedRecord } from '../domain/agent/analytics/analysed-record.ts';
import { CallAnalysis } from '../domain/agent/analytics/call-analysis.ts';
import { Qualification } from '../domain/agent/qualification/score.ts';
import { z } from 'zod';
import { MOST_WHISPER, WhisperAnswer, WhisperOutcome } from '../domain/agent/whisper.ts';
import { WorkflowSeed } from '../domain/agent/workflow-seed.ts';
import { FloorStatus, Handler, Side } from '../domain/call/call-id.ts';
import { CheckpointChoice, ServerChoice } from '../domain/checkpoint/checkpoint-choice.ts';
import { Failure } from '../domain/failure.ts';
import { PartHealth } from '../domain/health/part-health.ts';
import { LatencySplit, Turn } from '../domain/record/turn.ts';
import { call, event } from './define.ts';

/** A model may be loaded first and word slowly; the voice process itself stops waiting for it sooner. */
const ANALYSE_MS = 90_000;

const ofCall = z.object({ callId: z.string() });

/** Main ↔ voice. The audio itself goes over the `audio` stream, line ↔ voice. */
export const voiceContract = {
  /** Loads what is not loaded, renders the opener, warms the language model; `resume` continues from the checkpoint. */
  'call.prepare': call(
    z.object({ callId: z.string(), seed: WorkflowSeed, resume: z.boolean(), handler: Handler }),
    z.object({
      voiceId: z.string(),
      languageModel: z.string().nullable(),
      openerMs: z.number(),
      /** What the line plays at once if this process is lost in the middle of the call, 16 kHz mono. */
      bridge: z.object({ text: z.string(), pcm: z.instanceof(Int16Array) }),
    }),
    60_000,
  ),
  /** The far end picked up: listen, and open the call. On `resume` the agent says a bridging sentence instead. */
  'call.begin': call(ofCall, z.null()),
  /** After the gates have changed hands, at `lineMs`. The line tells the same over the stream of the call's sound, sooner. */
  'handler.set': call(z.object({ callId: z.string(), handler: Handler, lineMs: z.number() }), z.null()),
  /** A note of the human at the desk to the agent. Answers once it would outlive this process. */
  'whisper.give': call(
    z.object({ callId: z.string(), whisperId: z.string(), text: z.string().min(1).max(MOST_WHISPER) }),
    z.object({ state: WhisperAnswer }),
  ),
  /** Whether the human is told what they could say while they have a call. On until it is switched off. */
  'coach.set': call(z.object({ on: z.boolean() }), z.null()),
  'call.end': call(ofCall, z.null()),
  'engines.list': call(z.null(), z.array(PartHealth), 30_000),
  'languageModel.choose': call(z.object({ url: z.string(), model: z.string() }), z.null(), 30_000),

  /** Where calls that begin from now on are kept, so that they outlive this process. The same again looks for it anew. */
  'checkpoints.choose': call(CheckpointChoice, z.null(), 30_000),
  /** Whether calls could be kept there: what answers, and in how many ms a checkpoint was kept and read. */
  'checkpoints.try': call(ServerChoice, z.object({ about: z.string(), tookMs: z.number() }), 30_000),
  /**
   * What became of a call that is over. Only while none is up: one that begins ends it at once, as `refused`, and the same
   * question later goes on where it was.
   */
  'call.analyse': call(z.object({ record: AnalysedRecord }), CallAnalysis, ANALYSE_MS),

  'caption.changed': event(
    z.object({ callId: z.string(), turnId: z.string(), side: Side, text: z.string(), final: z.boolean() }),
  ),
  'turn.finished': event(z.object({ callId: z.string(), turn: Turn })),
  'floor.changed': event(z.object({ callId: z.string(), floor: FloorStatus })),
  'latency.measured': event(z.object({ callId: z.string(), turnId: z.string(), split: LatencySplit })),
  'agent.transitioned': event(
    z.object({ callId: z.string(), from: z.string().nullable(), to: z.string(), reason: z.string() }),
  ),
  'caller.bargedIn': event(
    z.object({
      callId: z.string(),
      turnId: z.string(),
      lineMs: z.number(),
      duckedMs: z.number().nullable(),
      hushedMs: z.number(),
    }),
  ),
  /** The caller hears a reply that has dealt with this whisper. */
  'whisper.used': event(
    z.object({ callId: z.string(), whisperId: z.string(), turnId: z.string(), outcome: WhisperOutcome }),
  ),
  /** While the human has the call: what they could say to the caller's turn `turnId`. Nobody hears it. */
  'suggestion.made': event(z.object({ callId: z.string(), turnId: z.string(), text: z.string(), agent: z.string() })),
  /** What the lead's words are worth now, each with what proves it. */
  'lead.scored': event(z.object({ callId: z.string(), qualification: Qualification })),
  /** The caller has heard our answer to what they have against going on. Told again after a crash. */
  'objection.met': event(z.object({ callId: z.string(), objection: Objection })),
  /** The caller asks for the human at the desk. */
  'human.requested': event(ofCall),
  'hangUp.requested': event(z.object({ callId: z.string(), reason: z.string() })),
  'part.degraded': event(z.object({ callId: z.string().nullable(), failure: Failure })),
  /** What `part.degraded` told is over. */
  'part.recovered': event(z.object({ failure: Failure })),
  'part.changed': event(PartHealth),
} as const;
