import { withEvidence } from '../../domain/agent/qualification/evidence.ts';
import { scoreOf } from '../../domain/agent/qualification/score.ts';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { applyExchange, applyOverheard } from '../../domain/agent/apply-exchange.ts';
import { bridgeText, identificationHeard, LOST_TEXT, openerText } from '../../domain/agent/fixed-texts.ts';
import { type CallerTurn, wholeTurn } from '../../domain/agent/half-turn.ts';
import { questionFor } from '../../domain/agent/questions.ts';
import { routeTurn } from '../../domain/agent/route-turn.ts';
import { suggestWords } from '../../domain/agent/suggest-words.ts';
import type { UnderstoodTurn } from '../../domain/agent/agent-definition.ts';
import type { CallObservers, HeardExchange, Thought } from '../../domain/agent/thinker.ts';
import type { Whisper } from '../../domain/agent/whisper.ts';
import { answerWhisper } from '../../domain/agent/whispered-order.ts';
import { openAppointmentQuestion } from '../../domain/agent/scheduler/return-to-appointment.ts';
import { withToolBegun, withToolResult } from '../../domain/agent/scheduler/with-tool-result.ts';
import { understandTurn } from '../../domain/agent/understand-turn.ts';
import type { WorkflowContext } from '../../domain/agent/workflow-context.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Calendar } from '../../domain/scheduling/calendar.ts';
import type { AgentFactory } from './agent-factory.ts';
import type { AgentOrchestrator } from './agent-orchestrator.ts';
import { createTools } from './tools.ts';
import type { Decided } from './turn-graph.ts';
import { promptMessages } from './prompt-messages.ts';
import { systemPrompt } from './prompts/call-prompts.ts';
import { createSlotProposer } from './propose-slots.ts';
import { wordSuggestion } from './word-suggestion.ts';
import type { Wordsmith } from './wordsmith.ts';

export type ThoughtDeps = {
  context: WorkflowContext;
  orchestrator: AgentOrchestrator;
  agents: AgentFactory;
  wordsmith: Wordsmith | null;
  /** null: rehearsed replies. */
  modelName: string | null;
  /** Where visits are booked; null where there is no calendar. */
  calendar: Calendar | null;
  observers: CallObservers;
  clock: Clock;
  log: Log;
  degraded: (failure: Failure) => void;
  /** Aborts where the call is over and forgotten: what comes late is not remembered any more. */
  over: AbortSignal;
};

/** What was offered or read back rests on what tools answered then. */
const hasTools = ({ usedTools, decision }: Decided): boolean =>
  usedTools || decision.tool !== undefined || decision.appointment !== undefined;
/** More replies than are ever prepared before one of them is heard. */
const KEPT_DECISIONS = 8;
/** Of a reply that nobody will hear. */
const NEVER = new Promise<void>(() => {});

/**
 * The mind of one call. `context` is what was really said, and changes in `heard` and `overheard` only: at once in
 * memory, so that the next reply builds on it, and behind that in the checkpoint, one write after the other.
 */
export function createThought(deps: ThoughtDeps): Thought {
  const { orchestrator, agents, over } = deps;
  const { wordsmith, modelName } = deps;
  let context = deps.context;
  /** The turn that our last reply cut into, while the caller goes on with it. A crash may make two turns of it. */
  let half: CallerTurn | undefined;
  /** The whispers that the words of a turn have dealt with: part of what was decided there. */
  let spent: { turnId: string; whispers: readonly Whisper[] } = { turnId: '', whispers: [] };
  let written: Promise<void> = Promise.resolve();
  /** By turn, the last decision about it, tools included. */
  const thoughtOut = new Map<string, Decided>();
  /** Reading ahead between two turns; ends where the next reply begins. */
  let idle = new AbortController();
  const proposer = wordsmith && createSlotProposer(wordsmith);
  /** Looking into the last answer; the next one is looked into instead. */
  let behind = new AbortController();

  const whole = (callerText: string) => wholeTurn({ context, callerText }, half);
  const warm = (partialText: string, signal: AbortSignal) => {
    if (!wordsmith) return;
    const turn = whole(partialText);
    const prefix = systemPrompt(wordsmith.prompts, turn.context.seed);
    wordsmith.languageModel.warm(promptMessages(prefix, turn.context, turn.callerText), signal).catch(() => {});
  };
  const warmIdly = () => {
    idle.abort();
    idle = new AbortController();
    warm('', idle.signal);
  };
  const current = () => agents.byName(context.agent);
  const understood = (before: WorkflowContext, text: string, turnId = '') =>
    understandTurn(before, { turnId, text, nowWallMs: deps.clock.wallTime() });
  const decided = (before: WorkflowContext, turn: UnderstoodTurn) => {
    const { agent } = routeTurn(agents.all, before, turn);
    return { agent, decision: agent.decide(before, turn) };
  };
  const remember = (turnId: string, part: Decided) => {
    thoughtOut.delete(turnId);
    thoughtOut.set(turnId, part);
    // Prepared replies that nobody hears are many; what is heard was thought a moment ago.
    for (const oldest of thoughtOut.keys()) if (thoughtOut.size > KEPT_DECISIONS) thoughtOut.delete(oldest);
  };
  /**
   * What was decided in the turn that was heard. What tools answered cannot be asked again; all else follows from the
   * conversation as it is now, with the notes that the words have really dealt with.
   */
  const decidedIn = (turnId: string, before: WorkflowContext, { callerText }: CallerTurn) => {
    const known = thoughtOut.get(turnId);
    thoughtOut.delete(turnId);
    if (known && hasTools(known)) return { agent: known.agent, decision: known.decision };
    if (!callerText.trim() && before.whispers.length === 0) return { agent: before.agent, decision: null };
    const nowWallMs = known?.turn.nowWallMs ?? deps.clock.wallTime();
    const { agent, decision } = decided(before, understandTurn(before, { turnId, text: callerText, nowWallMs }));
    return { agent: agent.name, decision };
  };
  const commit = (next: WorkflowContext): Promise<void> => {
    context = next;
    written = written
      .then(() => (over.aborted ? undefined : orchestrator.remember(next)))
      .catch((error: unknown) =>
        deps.degraded({
          kind: 'engine-failed',
          engine: 'checkpoint',
          detail: error instanceof Error ? error.message : String(error),
        }),
      );
    return written;
  };

  /** Asks a model what an answer told in which code found nothing, once nobody waits for it. */
  const lookBehind = ({ callerTurnId, turnId }: HeardExchange, before: CallerTurn) => {
    const answer = understood(before.context, before.callerText, callerTurnId ?? turnId);
    const asked = { ...answer, text: before.callerText, asked: before.context.lastAsked };
    behind.abort();
    behind = new AbortController();
    const signal = AbortSignal.any([behind.signal, over]);
    void proposer?.propose(asked, { context, now: () => context }, signal).then((evidence) => {
      if (evidence.length > 0) void commit({ ...context, evidence: withEvidence(context.evidence, evidence) });
    });
  };

  const tools = createTools({
    callId: context.callId,
    leadName: context.seed.leadName,
    number: context.seed.number ?? null,
    calendar: deps.calendar,
    clock: deps.clock,
    onBegin: async (request) => {
      const next = withToolBegun(context, request);
      if (next !== context) await commit(next);
    },
    onDone: (request, result) => {
      const next = withToolResult(context, request, result);
      if (next.appointment !== context.appointment) void commit(next);
    },
  });

  return {
    get agent() {
      return current().name;
    },
    languageModel: modelName,
    get qualification() {
      const { evidence, history } = context;
      return scoreOf(
        evidence,
        history.filter(({ side }) => side === 'caller').map(({ text }) => text),
      );
    },
    get objections() {
      return context.objections;
    },
    opener() {
      warmIdly();
      return Promise.resolve({ text: openerText(context.seed), agent: current().name });
    },
    bridge(why) {
      const agent = current().name;
      if (why === 'lost') return { text: LOST_TEXT, agent };
      if (why === 'resumed' && !identificationHeard(context)) return { text: openerText(context.seed), agent };
      const open = openAppointmentQuestion(context, deps.clock.wallTime())?.question;
      const question = open ?? (context.lastAsked ? questionFor(context.lastAsked, context) : '');
      return { text: bridgeText(context.seed, why, context.parted || context.optedOut ? '' : question), agent };
    },
    async *reply({ turnId, callerText, taken = NEVER }, signal) {
      idle.abort();
      const pass = tools.open({ signal, taken });
      // What the reply before this one has begun is part of what this one is decided on.
      await tools.settled();
      const turn = whole(callerText);
      const heard = { turnId, text: turn.callerText, nowWallMs: deps.clock.wallTime() };
      const means = { wordsmith, tools: pass };
      for await (const part of orchestrator.think({ context: turn.context, heard, means }, signal)) {
        if (part.type === 'decided') remember(turnId, part);
        else yield part;
      }
    },
    speaks: (agent, reason) =>
      orchestrator.speaks({ callId: context.callId, agent, reason, tier: context.tier }, deps.observers),
    async heard(exchange) {
      const turn = whole(exchange.callerText);
      const whispers = spent.turnId === exchange.turnId ? spent.whispers : [];
      const { agent, decision } = decidedIn(exchange.turnId, { ...turn.context, whispers: [...whispers] }, turn);
      half = exchange.callerGoesOn ? turn : undefined;
      const next = applyExchange(turn.context, { ...exchange, callerText: turn.callerText, agent }, decision);
      // Words that only cut into a pause are answered anew, and so is what they had followed.
      const committed = commit(half ? { ...next, whispers: [...whispers, ...next.whispers] } : next);
      // Who goes on is answered from where the turn began, and that has been read already.
      if (!half) {
        warmIdly();
        lookBehind(exchange, turn);
      }
      await committed;
    },
    async overheard(turn) {
      half = undefined;
      tools.close();
      // Who answers the human answers nothing of what we asked before.
      const asker = context.history.findLast(({ side }) => side !== 'caller')?.side;
      const asked = asker === 'human' ? { ...context, lastAsked: null } : context;
      const decision =
        turn.side === 'caller' && turn.text.trim() ? decided(asked, understood(asked, turn.text)).decision : null;
      await commit(applyOverheard(context, turn, decision));
    },
    async suggest({ callerText }, signal) {
      const last = context.history.at(-1);
      const isLast = last?.side === 'caller' && last.text === callerText.trim();
      // The words are in the conversation already; what they are an answer to is what came before.
      const before = { ...context, whispers: [], history: isLast ? context.history.slice(0, -1) : context.history };
      const { agent, decision } = decided(before, understood(before, callerText));
      const words = suggestWords(before, decision);
      if (!words) return null;
      const text = await wordSuggestion({ words, context: before, callerText, wordsmith, signal });
      return text === '' || signal.aborted ? null : { text, agent: agent.name };
    },
    async whisper(whisper) {
      const answer = answerWhisper(whisper, wordsmith !== null);
      const isKnown = context.whispers.some(({ whisperId }) => whisperId === whisper.whisperId);
      if (answer === 'waiting' && !isKnown) await commit({ ...context, whispers: [...context.whispers, whisper] });
      return answer;
    },
    async whisperUsed({ turnId, whisperId }) {
      const used = context.whispers.filter((whisper) => whisper.whisperId === whisperId);
      if (used.length === 0) return;
      spent = { turnId, whispers: [...(spent.turnId === turnId ? spent.whispers : []), ...used] };
      await commit({ ...context, whispers: context.whispers.filter((whisper) => !used.includes(whisper)) });
    },
    warm,
  };
}
