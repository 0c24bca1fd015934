import type { ExpectedAnswer } from '../floor/floor-fact.ts';
import type { AppointmentState } from './appointment-state.ts';
import type { HearingField } from './fields/hearing-field.ts';
import type { Intent } from './intent.ts';
import type { Objection } from './objections/objection.ts';
import type { ToolRequest, ToolResult } from './tool.ts';
import type { Understood } from './recognise-intent.ts';
import type { Topic } from './topic.ts';
import type { Whisper } from './whisper.ts';
import type { LeadFact, WorkflowContext } from './workflow-context.ts';

/** What the agent does about the caller's words. Code makes it; a language model at most words `body`. */
export type Decision = {
  intent: Intent;
  /** Why, in a few words, for the screen and the log. Holds none of the caller's words. */
  reason: string;
  /** `fixed`: nobody may change a word (identity, admission, opt-out, advice, parting). `free`: a model may word `body`. */
  wording: 'fixed' | 'free';
  /** A short first clause, since the caller waits for it; '' where the reply has none. */
  ack: string;
  /** What there is to say, rehearsed; '' where the question says all. */
  body: string;
  /** The question that ends the reply; '' where nothing is asked. Never worded by a model: the floor waits for its answer. */
  question: string;
  /** What `body` has to convey, for a model. */
  convey: string;
  asks: Topic | null;
  expects: ExpectedAnswer;
  /** Why the agent hangs up after these words; null where it does not. */
  hangUp: string | null;
  /** What the caller's words tell about the lead. */
  facts: readonly LeadFact[];
  /** The whispers that this decision follows already, by their ids. */
  follows?: readonly string[];
  /** The whispers that a model has to act on when it words `body`. Without one they wait. */
  notes?: readonly Whisper[];
  /**
   * What has to be looked up or done before more than `ack` can be said. The agent then decides once more, in
   * `afterTool`; `body` and `question` of this decision are not spoken.
   */
  tool?: ToolRequest;
  /** How far the appointment is once the caller has heard these words; undefined changes nothing. */
  appointment?: AppointmentState;
  /** How far the number or address is that the caller gives, once they have heard these words; undefined changes nothing. */
  field?: HearingField;
  /** The objection that these words deal with. */
  objection?: Objection;
};

/** What the caller said in this turn, understood, and when: nothing that decides looks at a clock. */
export type UnderstoodTurn = Understood & { turnId: string; utterance: string; nowWallMs: number };

/** An agent: a plain, stateless definition, run by the one shared `BaseAgent.process`. */
export type AgentDefinition = {
  name: string;
  /** How well this agent fits the caller's words, 0 to 1, and why. */
  canHandle(context: WorkflowContext, turn: UnderstoodTurn): { score: number; reason: string };
  /** Pure: the same context and turn make the same decision. */
  decide(context: WorkflowContext, turn: UnderstoodTurn): Decision;
  /** What is said, or asked for next, now that `decision.tool` was answered. `context` holds what it changed. */
  afterTool?(context: WorkflowContext, turn: UnderstoodTurn, result: ToolResult): Decision;
};

/** The reply in rehearsed words. */
export const rehearsedReply = (decision: Decision): string =>
  [decision.ack, decision.body, decision.question].filter(Boolean).join(' ');
