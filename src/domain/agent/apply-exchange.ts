import type { Decision } from './agent-definition.ts';
import { openerText, OPENING_QUESTION } from './fixed-texts.ts';
import type { HeardExchange } from './thinker.ts';
import { spokenWords } from './spoken-words.ts';
import type { LeadFact, Saying, WorkflowContext } from './workflow-context.ts';

/**
 * The context after an exchange was really spoken. Pure. A question counts as asked only where the caller heard it,
 * an identification likewise; what the caller said always counts. The same `turnId` again replaces the earlier words.
 * @param decision what was decided about `exchange.callerText` in `context`; null where we spoke unasked.
 */
export function applyExchange(context: WorkflowContext, exchange: HeardExchange, decision: Decision | null): WorkflowContext {
  const { turnId, callerText, agentText, interrupted } = exchange;
  const spoke = agentText.trim() !== '';
  const asked = openerWasSaid(context, agentText) ? OPENING : { asks: decision?.asks ?? null, question: decision?.question ?? '' };
  const heard = spoke && asked.asks !== null && (!interrupted || wasHeard(asked.question, agentText)) ? asked.asks : null;
  const said: Saying[] = [
    ...(callerText.trim() ? [{ turnId, side: 'caller' as const, text: callerText.trim(), interrupted: false }] : []),
    ...(spoke ? [{ turnId, side: 'agent' as const, text: agentText.trim(), interrupted }] : []),
  ];
  return {
    ...context,
    history: [...context.history.filter((saying) => saying.turnId === '' || saying.turnId !== turnId), ...said],
    facts: mergeFacts(context.facts, decision?.facts ?? []),
    lastAsked: heard ?? context.lastAsked,
    asked: heard ? { ...context.asked, [heard]: (context.asked[heard] ?? 0) + 1 } : context.asked,
    optedOut: context.optedOut || decision?.intent === 'optOut',
    parted: context.parted || (spoke && decision !== null && decision.hangUp !== null),
    unclear: decision === null ? context.unclear : decision.intent === 'unclear' ? context.unclear + 1 : 0,
    revision: context.revision + 1,
  };
}

/** The context after the human or the caller spoke while the human had the call. */
export function applyOverheard(context: WorkflowContext, turn: { side: 'caller' | 'human'; text: string }, decision: Decision | null): WorkflowContext {
  if (turn.text.trim() === '') return context;
  return {
    ...context,
    history: [...context.history, { turnId: '', side: turn.side, text: turn.text.trim(), interrupted: false }],
    facts: mergeFacts(context.facts, decision?.facts ?? []),
    optedOut: context.optedOut || decision?.intent === 'optOut',
    revision: context.revision + 1,
  };
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
  return agentText.trim() !== '' && !history.some(({ side }) => side === 'agent') && spokenWords(openerText(seed)).startsWith(spokenWords(agentText));
}
const OPENING = { asks: 'goodTime', question: OPENING_QUESTION } as const;
