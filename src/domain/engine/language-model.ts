import type { z } from 'zod';
import type { Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';

export type ChatMessage = { role: 'system' | 'user' | 'assistant'; content: string };

export type LanguageModelStatus =
  { state: 'ready'; model: string; url: string; health?: LanguageModelHealth } | { state: 'absent'; failure: Failure };

/**
 * Whether the model is asked. `open`: after trouble (`why`) it is left alone until `nextTryWallMs`, and everything is
 * rehearsed; `half-open`: one request tries whether it is well again.
 */
export type BreakerState =
  | { state: 'closed' }
  | { state: 'open'; why: string; sinceWallMs: number; nextTryWallMs: number }
  | { state: 'half-open'; why: string; sinceWallMs: number };

export type LanguageModelHealth = {
  /** The model that is asked, as the server names it. */
  model: string;
  breaker: BreakerState;
  /** How often words that many callers get were wanted, and how often they were there already. */
  frequentReplies?: { wanted: number; found: number };
};

/** For whom: somebody who waits at the telephone, or the human at the desk. */
export type Asking = 'reply' | 'suggestion';

/**
 * A streaming chat model. Answers text as it comes; the last item is a failure if it broke off. What waits for the
 * model is served by its urgency: a reply, a suggestion, a structured answer, a warm-up.
 */
export type LanguageModel = {
  /** @param asking 'reply' where it is not said. A reply ends a structured answer or a warm-up that is in its way. */
  stream(
    messages: readonly ChatMessage[],
    signal: AbortSignal,
    asking?: Asking,
  ): AsyncIterable<Result<string, Failure>>;
  /**
   * One answer in the shape of `schema`, for work that nobody waits for. What does not fit is asked for once more, with
   * what was wrong; then it is a failure. An abort answers `refused`. The schema must be expressible as JSON Schema.
   */
  structured<Value>(
    messages: readonly ChatMessage[],
    schema: z.ZodType<Value>,
    signal: AbortSignal,
  ): Promise<Result<Value, Failure>>;
  /** Reads a prefix into the server's cache. Never outlives `signal`, never fails the caller. */
  warm(messages: readonly ChatMessage[], signal: AbortSignal): Promise<void>;
  status(): Promise<LanguageModelStatus>;
  /** How it is at this moment, without asking it; undefined where it keeps no account. */
  health?(): LanguageModelHealth;
};
