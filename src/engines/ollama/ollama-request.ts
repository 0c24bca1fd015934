import { Ollama } from 'ollama';

/**
 * A client for one request. `Ollama.abort()` ends every stream of its client, and does nothing before the first token;
 * so each request has its own, whose fetch carries the request's signal.
 */
export function clientFor(url: string, signal: AbortSignal): Ollama {
  const carry: typeof fetch = (input, init) => {
    const bound = { ...init, signal: init?.signal ? AbortSignal.any([signal, init.signal]) : signal };
    return fetch(input, bound).catch((error: unknown) => {
      if (!wasClosedUnanswered(error)) throw error;
      return fetch(input, bound);
    });
  };
  return new Ollama({ host: url, fetch: carry });
}

/**
 * A kept connection whose server has gone says nothing about whether one answers now: it may have been started again
 * between two replies. The same question on a new connection tells, and nothing is lost, since none of it was answered.
 */
function wasClosedUnanswered(error: unknown): boolean {
  if (!(error instanceof TypeError) || error.message !== 'fetch failed') return false;
  const { cause } = error;
  return typeof cause === 'object' && cause !== null && 'code' in cause && CLOSED.has(String(cause.code));
}
const CLOSED = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);
