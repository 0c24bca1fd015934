import { pending, type Situation } from './agenda-steps.ts';
import type { AgentDefinition, Decision } from './agent-definition.ts';
import { intentReasons } from './intent-reasons.ts';
import type { Objection } from './objections/objection.ts';
import { expectedFor, expectedOf } from './fields/field-kinds.ts';
import type { HearingField } from './fields/hearing-field.ts';
import { questionFor } from './questions.ts';
import { replies, type ReplyName } from './replies.ts';
import type { Topic } from './topic.ts';
import { fill, pick, type Wording } from './wording.ts';
import type { LeadFact } from './workflow-context.ts';

/** What an agent means to say, before it is filled and completed. */
export type Plan = {
  wording: Wording;
  free?: boolean;
  asks?: Topic | null;
  /** Instead of the topic's usual question. */
  question?: string;
  hangUp?: string;
  convey?: string;
  /** More facts than the words alone tell ("no" to "do you have an agent?"). */
  facts?: readonly LeadFact[];
  /** What is asked for is taken down from here on, and not from what is known of it. */
  field?: HearingField;
  objection?: Pick<Objection, 'kind' | 'outcome'>;
};

/** An agent that answers each turn with a plan. */
export const planningAgent = (
  agent: Pick<AgentDefinition, 'name' | 'canHandle'> & { plan: (situation: Situation) => Plan },
): AgentDefinition => ({
  name: agent.name,
  canHandle: agent.canHandle,
  decide: (context, turn) => {
    const situation = { ...turn, context };
    return decisionOf(situation, agent.plan(situation));
  },
});

function decisionOf({ context, intent, facts, turnId, utterance }: Situation, plan: Plan): Decision {
  const asks = plan.asks ?? null;
  return {
    intent,
    reason: intentReasons[intent],
    wording: plan.free ? 'free' : 'fixed',
    ack: fill(plan.wording[0], context),
    body: fill(plan.wording[1], context),
    question: plan.question === undefined ? (asks ? questionFor(asks, context) : '') : fill(plan.question, context),
    convey: plan.convey ?? '',
    asks,
    expects: plan.field ? expectedOf(plan.field) : asks ? expectedFor(asks, context) : 'anything',
    hangUp: plan.hangUp ?? null,
    facts: [...facts, ...(plan.facts ?? [])],
    ...(plan.field ? { field: plan.field } : {}),
    ...(plan.objection ? { objection: { ...plan.objection, turnId, quote: utterance } } : {}),
  };
}

export const say = (name: ReplyName, { context }: Pick<Situation, 'context'>): Wording =>
  pick<Wording>(replies[name], context, name.length);

export const fact = (topic: Topic, value: string | null, { utterance }: Pick<Situation, 'utterance'>): LeadFact => ({
  topic,
  value,
  quote: utterance,
});

/** Parting words: nothing is asked, and the agent hangs up. */
export const parts =
  (name: ReplyName, reason: string) =>
  (situation: Situation): Plan => ({ wording: say(name, situation), hangUp: reason });

/** Words in between; then back to where the conversation was. */
export const returns =
  (name: ReplyName, more: Partial<Plan> = {}) =>
  (situation: Situation): Plan => ({ wording: say(name, situation), asks: pending(situation), ...more });
