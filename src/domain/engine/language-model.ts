import type { Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';

export type ChatMessage = { role: 'system' | 'user' | 'assistant'; content: string };

export type LanguageModelStatus =
  { state: 'ready'; model: string; url: string } | { state: 'absent'; failure: Failure };

/** A streaming chat model. Answers text as it comes; the last item is a failure if it broke off. */
export type LanguageModel = {
  stream(messages: readonly ChatMessage[], signal: AbortSignal): AsyncIterable<Result<string, Failure>>;
  /** Reads a prefix into the server's cache. Never outlives `signal`, never fails the caller. */
  warm(messages: readonly ChatMessage[], signal: AbortSignal): Promise<void>;
  status(): Promise<LanguageModelStatus>;
};
