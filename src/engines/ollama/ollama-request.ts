import { Ollama } from 'ollama';

/**
 * A client for one request. `Ollama.abort()` ends every stream of its client, and does nothing before the first token;
 * so each request has its own, whose fetch carries the request's signal.
 */
export function clientFor(url: string, signal: AbortSignal): Ollama {
  const carry: typeof fetch = (input, init) =>
    fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([signal, init.signal]) : signal });
  return new Ollama({ host: url, fetch: carry });
}
