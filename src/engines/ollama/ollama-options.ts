import { availableParallelism } from 'node:os';

/**
 * How the model is loaded and asked, for every request of a live call, in this one place: a request with another
 * context length makes the server load the model again and forget the conversation's prefix.
 */
export const CONTEXT_TOKENS = 4096;
export const REPLY_TOKENS = 40;
/** A handful of slots with their quotes; what is longer is broken off, and asked for once more. */
export const STRUCTURED_TOKENS = 240;
/** Stays loaded between calls; -1 would pin it for good, also when nobody calls any more. */
export const KEEP_ALIVE = '30m';
const TEMPERATURE = 0.4;

export type RequestOptions = { num_ctx: number; num_predict: number; temperature: number; num_thread?: number };

/**
 * @param onGpu the model lies in video memory, where threads do not matter. On a CPU one core is left to hearing and
 * speaking: the server's threads spin while they wait for each other, so that with all cores taken any other busy
 * program slows the tokens tenfold.
 */
export function requestOptions(
  onGpu: boolean,
  { tokens = REPLY_TOKENS, temperature = TEMPERATURE }: { tokens?: number; temperature?: number } = {},
): RequestOptions {
  const common = { num_ctx: CONTEXT_TOKENS, num_predict: tokens, temperature };
  return onGpu ? common : { ...common, num_thread: Math.max(1, availableParallelism() - 1) };
}
