import { z } from 'zod';
import { Side } from '../call/call-id.ts';
import { AppointmentState } from './appointment-state.ts';
import { HearingField } from './fields/hearing-field.ts';
import { Objection } from './objections/objection.ts';
import { Evidence } from './qualification/evidence.ts';
import { Topic } from './topic.ts';
import { Whisper } from './whisper.ts';
import { WorkflowSeed } from './workflow-seed.ts';

/** One thing that was said, as the other side heard it. */
export const Saying = z.object({ turnId: z.string(), side: Side, text: z.string(), interrupted: z.boolean() });
export type Saying = z.infer<typeof Saying>;

/** Something known about the lead, with the words that prove it. `value` is null where the caller could not say. */
export const LeadFact = z.object({ topic: Topic, value: z.string().nullable(), quote: z.string() });
export type LeadFact = z.infer<typeof LeadFact>;

export const Tier = z.enum(['local', 'cloud']);
export type Tier = z.infer<typeof Tier>;

/** All that the agents know of one call. It is the state of the graph, and what a checkpoint holds. */
export const WorkflowContext = z.object({
  version: z.literal(1),
  callId: z.string().min(1),
  seed: WorkflowSeed,
  /** Chooses between wordings, so that two calls do not sound alike and one call can be repeated. */
  phrasingSeed: z.number().int().nonnegative(),
  /** The agent that has the call. */
  agent: z.string().min(1),
  history: z.array(Saying),
  facts: z.array(LeadFact),
  /** What the caller's words prove about them as a lead; never more than what they said. */
  evidence: z.array(Evidence).default([]),
  /** What the caller had against going on, oldest first, and what became of it. */
  objections: z.array(Objection).default([]),
  /** null: there was no talk of one. */
  appointment: AppointmentState.nullable().default(null),
  /** The phone number, e-mail or postal address that the caller is giving, or gave last; null: none was asked for. */
  field: HearingField.nullable().default(null),
  /** What was said before `history`, in a few sentences; '' where all of it is there. */
  summary: z.string().default(''),
  /** By which versions this was decided: rubric, prompts by their names. A resumed call goes on with the new ones. */
  versions: z
    .object({ rubric: z.string(), prompts: z.record(z.string(), z.string()) })
    .default({ rubric: '', prompts: {} }),
  /** Which voice speaks: the one on the desk, or a paid one. */
  tier: Tier.default('local'),
  /** What the call has cost so far and may cost, µ$. `budget` null: no limit is set. */
  cost: z.number().int().nonnegative().default(0),
  budget: z.number().int().nonnegative().nullable().default(null),
  /** What the caller was last heard being asked. */
  lastAsked: Topic.nullable(),
  /** How often each topic was asked. */
  asked: z.partialRecord(Topic, z.number().int()),
  /** The caller asked not to be called again. Never goes back to false. */
  optedOut: z.boolean(),
  /** The caller has heard us say goodbye. */
  parted: z.boolean(),
  /** How often in a row the caller could not be understood. */
  unclear: z.number().int(),
  /** Notes of the human at the desk that no reply has used yet, oldest first. */
  whispers: z.array(Whisper).default([]),
  /** Exchanges committed so far. */
  revision: z.number().int(),
});
export type WorkflowContext = z.infer<typeof WorkflowContext>;

/** The context a call starts with. */
export function createWorkflowContext(call: {
  callId: string;
  seed: WorkflowSeed;
  agent: string;
  phrasingSeed: number;
}): WorkflowContext {
  return {
    version: 1,
    ...call,
    history: [],
    facts: [],
    evidence: [],
    objections: [],
    appointment: null,
    field: null,
    summary: '',
    versions: { rubric: '', prompts: {} },
    tier: 'local',
    cost: 0,
    budget: null,
    lastAsked: null,
    asked: {},
    optedOut: false,
    parted: false,
    unclear: 0,
    whispers: [],
    revision: 0,
  };
}
