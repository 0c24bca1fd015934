import type { AgentDefinition, Decision, UnderstoodTurn } from '../../domain/agent/agent-definition.ts';
import { followWhispers } from '../../domain/agent/follow-whispers.ts';
import { returnToAppointment } from '../../domain/agent/scheduler/return-to-appointment.ts';
import type { WorkflowContext } from '../../domain/agent/workflow-context.ts';
import { type ReplyParts, wordDecision } from './word-decision.ts';
import type { Wordsmith } from './wordsmith.ts';

/** What every agent is, whatever its definition: it bids for a turn, decides, and words what it decided. */
export type BaseAgent = {
  readonly name: string;
  canHandle: AgentDefinition['canHandle'];
  decide: AgentDefinition['decide'];
  /** What comes after a tool that this agent's decision asked for was used. */
  afterTool: NonNullable<AgentDefinition['afterTool']>;
  /** The decision about the caller's words and, part by part, its wording. Ends early, without an error, on abort. */
  process(turn: AgentTurn): AsyncIterable<ReplyParts>;
};

export type AgentTurn = {
  context: WorkflowContext;
  turn: UnderstoodTurn;
  decision: Decision;
  /** null: rehearsed words. */
  wordsmith: Wordsmith | null;
  signal: AbortSignal;
};

/** The one way in which agents run. A definition holds no state, so one agent serves all calls at once. */
export function createBaseAgent(definition: AgentDefinition): BaseAgent {
  return {
    name: definition.name,
    canHandle: (context, turn) => definition.canHandle(context, turn),
    // Whatever the agent, an appointment that is being made is gone on with, and the human at the desk is listened to.
    decide: (context, turn) =>
      followWhispers(context, returnToAppointment(context, turn, definition.decide(context, turn))),
    afterTool(context, turn, result) {
      if (!definition.afterTool) throw new Error(`${definition.name} asked for a tool and takes no answer`);
      return followWhispers(context, definition.afterTool(context, turn, result));
    },
    process: (turn) => wordDecision({ ...turn, agent: definition.name }),
  };
}
