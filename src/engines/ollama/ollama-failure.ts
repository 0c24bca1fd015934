import type { Failure } from '../../domain/failure.ts';

/**
 * What a throw of the `ollama` client means. The server's codes cannot be trusted beyond 404 (a client's mistake is a
 * 500 as often as a 400), so only what is certain gets a name: nothing answers, no such model; the rest carries its words.
 */
export function ollamaFailure(error: unknown, request: { url: string; model: string }): Failure {
  if (statusOf(error) === 404) return { kind: 'language-model-missing', model: request.model };
  if (neverConnected(error)) return { kind: 'language-model-unreachable', url: request.url };
  return { kind: 'language-model-failed', detail: detailOf(error) };
}

function statusOf(error: unknown): number | undefined {
  return typeof error === 'object' && error !== null && 'status_code' in error && typeof error.status_code === 'number'
    ? error.status_code
    : undefined;
}

/** undici hides what happened to the socket in `cause`; a connection lost on the way is a failure of the reply. */
function neverConnected(error: unknown): boolean {
  if (!(error instanceof TypeError)) return false;
  const codes = codesOf(error.cause);
  return codes.some((code) => NEVER_CONNECTED.has(code));
}
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'ECONNRESET',
  'EADDRNOTAVAIL',
]);

function codesOf(cause: unknown): string[] {
  if (typeof cause !== 'object' || cause === null) return [];
  const own = 'code' in cause && typeof cause.code === 'string' ? [cause.code] : [];
  const inner: unknown[] = 'errors' in cause && Array.isArray(cause.errors) ? cause.errors : [];
  return [...own, ...inner.flatMap(codesOf)];
}

export function detailOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return (error instanceof Error ? error.message : String(error)).slice(0, 200) + cause;
}
