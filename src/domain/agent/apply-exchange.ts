import { evidenceIn } from './qualification/evidence-in.ts';
import { type Evidence, withEvidence } from './qualification/evidence.ts';
import type { Decision } from './agent-definition.ts';
import { fieldAfter, fieldEvidence } from './fields/field-after.ts';
import { openerText, OPENING_QUESTION } from './fixed-texts.ts';
import type { Objection } from './objections/objection.ts';
import type { HeardExchange } from './thinker.ts';
import { appointmentHeard } from './scheduler/appointment-heard.ts';
import { spokenWords } from './spoken-words.ts';
import { withSummary } from './summary.ts';
import type { Topic } from './topic.ts';
import type { LeadFact, Saying, WorkflowContext } from './workflow-context.ts';

/** `agent`: whose words they are. It has the call from the moment in which the caller hears it; left out, nothing changes. */
export type SpokenExchange = HeardExchange & { agent?: string };

/**
 * The context after an exchange was really spoken. Pure. A question counts as asked only where the caller heard it,
 * an identification likewise; what the caller said always counts. The same `turnId` again replaces the earlier words.
 * @param decision what was decided about `exchange.callerText` in `context`; null where we spoke unasked.
 */
export function applyExchange(
  context: WorkflowContext,
  exchange: SpokenExchange,
  decision: Decision | null,
): WorkflowContext {
  const { turnId } = exchange;
  const asked = questionHeard(context, exchange, decision);
  return withSummary(context, {
    ...context,
    agent: exchange.agentText.trim() === '' ? context.agent : (exchange.agent ?? context.agent),
    history: [
      ...context.history.filter((saying) => saying.turnId === '' || saying.turnId !== turnId),
      ...sayingsOf(exchange),
    ],
    ...learnt(context, decision, { turnId: exchange.callerTurnId ?? turnId, text: exchange.callerText }),
    objections: objectionsMet(context, exchange, decision),
    field: fieldAfter(context, decision, asked),
    appointment: appointmentHeard(context, exchange, decision),
    lastAsked: asked ?? context.lastAsked,
    asked: asked ? { ...context.asked, [asked]: (context.asked[asked] ?? 0) + 1 } : context.asked,
    // Words that the opener answered have not been answered yet, whatever they were.
    parted: context.parted || (!openerWasSaid(context, exchange.agentText) && goodbyeHeard(exchange, decision)),
    unclear: decision === null ? context.unclear : decision.intent === 'unclear' ? context.unclear + 1 : 0,
    revision: context.revision + 1,
  });
}

function sayingsOf({ turnId, callerText, agentText, interrupted }: HeardExchange): Saying[] {
  const said: Saying[] = [
    { turnId, side: 'caller', text: callerText.trim(), interrupted: false },
    { turnId, side: 'agent', text: agentText.trim(), interrupted },
  ];
  return said.filter(({ text }) => text !== '');
}

type CallerWords = { turnId: string; text: string; overheard?: true };

/** What the caller's words tell stays known, whatever became of our reply. */
const learnt = (context: WorkflowContext, decision: Decision | null, turn: CallerWords) => ({
  facts: mergeFacts(context.facts, decision?.facts ?? []),
  evidence: evidenceAfter(context, decision, turn),
  optedOut: context.optedOut || decision?.intent === 'optOut',
});

/** Who is not the lead proves nothing about the lead, and has not before. What they tell the human is for the human to judge. */
function evidenceAfter({ evidence }: WorkflowContext, decision: Decision | null, turn: CallerWords): Evidence[] {
  if (decision?.intent === 'wrongPerson') return turn.overheard ? evidence : [];
  return withEvidence(evidence, [...evidenceIn({ ...turn, facts: decision?.facts ?? [] }), ...fieldEvidence(decision)]);
}

/** The topic whose question got through to the caller; null where none did. */
function questionHeard(
  context: WorkflowContext,
  { agentText, interrupted }: HeardExchange,
  decision: Decision | null,
): Topic | null {
  const { asks, question } = openerWasSaid(context, agentText) ? openingOf(context) : (decision ?? NOTHING);
  if (asks === null || agentText.trim() === '') return null;
  return !interrupted || wasHeard(question, agentText) ? asks : null;
}
const NOTHING = { asks: null, question: '' };

/** An objection is met once the caller has heard its answer begin, and followed up once they have heard the question. */
function objectionsMet(context: WorkflowContext, exchange: HeardExchange, decision: Decision | null): Objection[] {
  const turnId = exchange.callerTurnId ?? exchange.turnId;
  const others = context.objections.filter((objection) => objection.turnId !== turnId);
  const { agentText, interrupted } = exchange;
  if (!decision?.objection || !(interrupted ? wasHeard(decision.ack, agentText) : agentText.trim())) return others;
  const { kind, outcome } = decision.objection;
  const asked = !interrupted || wasHeard(decision.question, agentText);
  return [
    ...others,
    {
      kind,
      turnId,
      quote: exchange.callerText.trim(),
      outcome: outcome === 'followedUp' && !asked ? 'answered' : outcome,
    },
  ];
}

/** Who cut in on our parting words before the goodbye has not been parted from: they may still want something. */
function goodbyeHeard({ agentText, interrupted }: HeardExchange, decision: Decision | null): boolean {
  if (decision?.hangUp == null || agentText.trim() === '') return false;
  return !interrupted || spokenWords(agentText).split(' ').includes('goodbye');
}

/** The context after the human or the caller spoke while the human had the call. */
export function applyOverheard(
  context: WorkflowContext,
  turn: { side: 'caller' | 'human'; text: string; turnId?: string },
  decision: Decision | null,
): WorkflowContext {
  if (turn.text.trim() === '') return context;
  return withSummary(context, {
    ...context,
    history: [...context.history, { turnId: '', side: turn.side, text: turn.text.trim(), interrupted: false }],
    ...(turn.side === 'caller'
      ? learnt(context, decision, { turnId: turn.turnId ?? '', text: turn.text, overheard: true })
      : {}),
    revision: context.revision + 1,
  });
}

/** The newer fact wins, except that "cannot say" does not take back what was said before. */
function mergeFacts(old: readonly LeadFact[], fresh: readonly LeadFact[]): LeadFact[] {
  const merged = new Map(old.map((fact) => [fact.topic, fact]));
  for (const fact of fresh) if (fact.value !== null || !merged.has(fact.topic)) merged.set(fact.topic, fact);
  return [...merged.values()];
}

/** More than half of the question's words got through before the caller cut in. */
function wasHeard(question: string, agentText: string): boolean {
  const words = spokenWords(question).split(' ').filter(Boolean);
  return words.length > 0 && spokenWords(agentText).includes(words.slice(0, Math.ceil(words.length / 2) + 1).join(' '));
}

/** The opener may answer a "hello" as well as open the call; it asks the same either way. */
function openerWasSaid({ history, seed }: WorkflowContext, agentText: string): boolean {
  return (
    agentText.trim() !== '' &&
    !history.some(({ side }) => side === 'agent') &&
    spokenWords(openerText(seed)).startsWith(spokenWords(agentText))
  );
}
/** Who called us is asked how to help, which no reply of theirs answers by itself. */
const openingOf = ({ seed }: WorkflowContext) => (seed.direction === 'incoming' ? NOTHING : OPENING);
const OPENING = { asks: 'goodTime', question: OPENING_QUESTION } as const;
