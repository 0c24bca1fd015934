import type { AnalysedRecord } from './analytics/analysed-record.ts';
import type { CallAnalysis } from './analytics/call-analysis.ts';
import type { Qualification } from './qualification/score.ts';
import type { Result } from '../../base/result.ts';
import type { CheckpointChoice, ServerChoice } from '../checkpoint/checkpoint-choice.ts';
import type { CheckpointsState } from '../checkpoint/checkpoints-state.ts';
import type { Failure } from '../failure.ts';
import type { Calendar } from '../scheduling/calendar.ts';
import type { LanguageModelStatus } from '../engine/language-model.ts';
import type { ExpectedAnswer } from '../floor/floor-fact.ts';
import type { Objection } from './objections/objection.ts';
import type { Whisper, WhisperAnswer, WhisperOutcome } from './whisper.ts';
import type { Tier } from './workflow-context.ts';
import type { WorkflowSeed } from './workflow-seed.ts';

/** A piece of a reply, as it is thought. `text` pieces joined are the reply. */
export type ReplyPart =
  | { type: 'agent'; agent: string; reason: string }
  | { type: 'source'; source: 'language-model' | 'rehearsed' }
  | { type: 'text'; text: string }
  /** What the reply asks the caller for. */
  | { type: 'expects'; field: ExpectedAnswer }
  /** The caller asks for the human at the desk, who is to be called. */
  | { type: 'asksForHuman' }
  /** After these words the agent hangs up. */
  | { type: 'hangUp'; reason: string }
  /** What these words make of a note from the human at the desk. */
  | { type: 'whisper'; whisperId: string; outcome: WhisperOutcome }
  /** The language model broke off; what follows is rehearsed. */
  | { type: 'degraded'; failure: Failure };

/** What became of a turn once it was spoken: only what was heard enters the conversation. */
export type HeardExchange = {
  turnId: string;
  /** '' for the opener and other words of ours that answer nothing. */
  callerText: string;
  /** The caller's own turn, where there is one. */
  callerTurnId?: string;
  /** Up to the last sample played; '' when the reply was dropped before it sounded. */
  agentText: string;
  interrupted: boolean;
  /** The caller had only paused: what they say next belongs to this turn, and is answered together with it. */
  callerGoesOn?: boolean;
};

/** Told when what the caller hears comes from another agent, or in another voice, than before. */
export type CallObservers = {
  onAgentTransition?: (change: { callId: string; from: string | null; to: string; reason: string }) => void;
  onTierEscalation?: (change: { callId: string; from: Tier; to: Tier; reason: string }) => void;
};

/** The mind of one call. */
export type Thought = {
  /** The agent that has the call. */
  readonly agent: string;
  /** The first words of the call: known before it is dialled. */
  opener(): Promise<{ text: string; agent: string }>;
  /**
   * What bridges a gap in the middle of a call: for the line to play while the agent is gone, and what the agent says
   * when it comes back (after a crash, or handed back). Back before its opener was heard, it says that.
   */
  bridge(why: 'lost' | 'resumed' | 'handed-back'): { text: string; agent: string };
  /**
   * Prepares a reply. Speculative: it does nothing to the world before `taken` resolves, which says that the caller is
   * going to hear it, and nothing at all where another reply was prepared meanwhile.
   */
  reply(
    turn: { turnId: string; callerText: string; taken?: Promise<void> },
    signal: AbortSignal,
  ): AsyncIterable<ReplyPart>;
  /** The caller begins to hear words of this agent. */
  speaks(agent: string, reason: string): void;
  /** Commits what really was said and heard; checkpointed (thread_id = callId). */
  heard(exchange: HeardExchange): Promise<void>;
  /** What was said while the human was the handler; enters the context without a reply. */
  overheard(turn: { side: 'caller' | 'human'; text: string; turnId?: string }): Promise<void>;
  /** What the lead is worth, by what they have really said so far. */
  readonly qualification: Qualification;
  /** What the caller had against going on, oldest first, and what became of it. */
  readonly objections: readonly Objection[];
  /**
   * What the human, who has the call, could say to the words that were overheard last; null for nothing. Changes nothing,
   * and is never spoken.
   */
  suggest(turn: { callerText: string }, signal: AbortSignal): Promise<{ text: string; agent: string } | null>;
  /** A note of the human at the desk, for the next reply that can use it; checkpointed when it answers. */
  whisper(whisper: Whisper): Promise<WhisperAnswer>;
  /** The caller hears words that have dealt with this whisper: no other reply may, not after a crash either. */
  whisperUsed(used: { turnId: string; whisperId: string }): Promise<void>;
  /** Reads the prefix and the caller's first words into the language model's cache. Never outlives the turn. */
  warm(partialText: string, signal: AbortSignal): void;
  /** The model that words this call from its beginning to its end; null: rehearsed replies. */
  readonly languageModel: string | null;
};

export type Thinker = {
  /** `resume` loads the call's checkpoint; without one it starts anew. */
  open(call: {
    callId: string;
    seed: WorkflowSeed;
    resume: boolean;
    /** Where visits are booked; left out where there is no calendar. */
    calendar?: Calendar;
    observers?: CallObservers;
  }): Promise<Result<Thought, Failure>>;
  /** How the language model was when it was last looked for, with each call that is opened; null where there is to be none. */
  readonly languageModel: LanguageModelStatus | null;
  /** Looks for the language model again (after a settings change, or when it was absent), for the calls that follow. */
  refresh(choice?: { url: string; model: string }): Promise<void>;
  /** Where what a call knows is kept, so that it outlives this process: for the calls that begin from now on. */
  chooseCheckpoints(choice: CheckpointChoice): void;
  readonly checkpoints: CheckpointsState;
  /** Whether calls could be kept on that server; keeps none. */
  tryCheckpoints(choice: ServerChoice): Promise<Result<{ about: string; tookMs: number }, Failure>>;
  /** The call is over: nothing that was said in it is kept here any longer. */
  forget(callId: string): Promise<void>;
  /**
   * What became of a call that is over. Ends with `refused` when `signal` aborts: asked again with the same record it goes
   * on where it was, after a crash too.
   */
  analyse(record: AnalysedRecord, signal: AbortSignal): Promise<Result<CallAnalysis, Failure>>;
  close(): Promise<void>;
};
