import { type AgentDefinition, type Decision, rehearsedReply } from '../../agent-definition.ts';
import { applyExchange, applyOverheard } from '../../apply-exchange.ts';
import { type CallerTurn, wholeTurn } from '../../half-turn.ts';
import { type Agents, decideTurn } from '../../route-turn.ts';
import { hasEffect, type ToolRequest, type ToolResult } from '../../tool.ts';
import { understandTurn } from '../../understand-turn.ts';
import type { WorkflowContext } from '../../workflow-context.ts';
import { returnToAppointment } from '../return-to-appointment.ts';
import { withToolBegun, withToolResult } from '../with-tool-result.ts';

/** What happens to a reply. */
export type Fate =
  /** The caller hears all of it. */
  | { type: 'heard' }
  /** They speak before anything of it sounds: what it would have done is not done. */
  | { type: 'neverTaken' }
  /** They cut in after so much of the words (0 to 1); `goesOn`: with the turn that they had only paused in. */
  | { type: 'cutIn'; after: number; goesOn: boolean }
  /** They cut in, or the human takes over, while the calendar does what it was asked. */
  | { type: 'cutInDuringEffect' }
  /** We crash while the calendar does what it was asked, and come back from what was remembered. */
  | { type: 'crashDuringEffect' };

export type SpokenTurn = {
  callerText: string;
  /** All that would have been said, and what of it was heard. */
  agentText: string;
  heard: string;
  decision: Decision;
  /** The context in which the words went to the voice. */
  context: WorkflowContext;
  rounds: number;
  hangUp: boolean;
};

type Deps = { agents: Agents; ask(request: ToolRequest): ToolResult; meanwhile(): void };

/** One call, turn by turn, as the orchestrator has it: fenced tools, and only what was heard enters the context. */
export function createPracticeCall(first: WorkflowContext, { agents, ask, meanwhile }: Deps) {
  let context = first;
  let remembered = first;
  let half: CallerTurn | undefined;
  const set = (next: WorkflowContext) => (remembered = context = next);

  type Running = {
    decision: Decision;
    acks: string[];
    rounds: number;
    ended: 'spoken' | 'overtaken' | 'crashed' | 'untaken';
  };
  const run = (
    agent: AgentDefinition,
    turn: ReturnType<typeof understandTurn>,
    begun: { decision: Decision; fate: Fate },
  ): Running => {
    let { decision } = begun;
    const { type } = begun.fate;
    const acks: string[] = [];
    for (let rounds = 0; ; rounds++) {
      const request = decision.tool;
      if (!request || rounds > 5) return { decision, acks, rounds, ended: 'spoken' };
      const isEffect = hasEffect(request);
      if (isEffect && type === 'neverTaken') return { decision, acks, rounds, ended: 'untaken' };
      acks.push(decision.ack);
      meanwhile();
      set(withToolBegun(context, request));
      const result = ask(request);
      if (isEffect && type === 'crashDuringEffect') return { decision, acks, rounds, ended: 'crashed' };
      set(withToolResult(context, request, result));
      if (isEffect && type === 'cutInDuringEffect') return { decision, acks, rounds, ended: 'overtaken' };
      decision = agent.afterTool!(context, turn, result);
    }
  };

  return {
    get context() {
      return context;
    },
    say(callerText: string, at: { turnId: string; nowWallMs: number; fate: Fate }): SpokenTurn {
      const whole = wholeTurn({ context, callerText }, half);
      context = whole.context;
      const turn = understandTurn(context, { turnId: at.turnId, text: whole.callerText, nowWallMs: at.nowWallMs });
      const made = decideTurn(agents, context, turn);
      const decided = returnToAppointment(context, turn, made.decision);
      const { decision, acks, rounds, ended } = run(made.agent, turn, { decision: decided, fate: at.fate });
      const full = ended === 'spoken' ? [...acks, rehearsedReply(decision)].filter(Boolean).join(' ') : acks.join(' ');
      if (ended === 'crashed') {
        context = JSON.parse(JSON.stringify(remembered)) as WorkflowContext;
        half = undefined;
        return { callerText, agentText: '', heard: '', decision, context, rounds, hangUp: false };
      }
      const heard = heardOf(full, at.fate);
      const spokenIn = context;
      const goesOn = at.fate.type === 'cutIn' && at.fate.goesOn;
      half = goesOn ? whole : undefined;
      set(
        applyExchange(
          context,
          {
            turnId: at.turnId,
            callerTurnId: at.turnId,
            callerText: whole.callerText,
            agentText: heard,
            interrupted: heard !== full,
            agent: made.agent.name,
            callerGoesOn: goesOn,
          },
          decision,
        ),
      );
      const hangUp = ended === 'spoken' && decision.hangUp !== null && heard === full;
      return { callerText: whole.callerText, agentText: full, heard, decision, context: spokenIn, rounds, hangUp };
    },
    /** The human has the call, and they and the caller speak. */
    overhear(side: 'caller' | 'human', text: string) {
      half = undefined;
      set(applyOverheard(context, { side, text }, null));
    },
    /** We go down between two turns, and come back from what was remembered. */
    crash() {
      half = undefined;
      set(JSON.parse(JSON.stringify(remembered)) as WorkflowContext);
    },
  };
}

function heardOf(full: string, fate: Fate): string {
  if (fate.type === 'neverTaken') return '';
  if (fate.type !== 'cutIn') return full;
  const words = full.split(' ');
  return words.slice(0, Math.floor(words.length * fate.after)).join(' ');
}
