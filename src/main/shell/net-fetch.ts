import { net } from 'electron';

/** Chromium's names of what went wrong, for people; the rest is told by its name. */
const REASONS: Readonly<Record<string, string>> = {
  ERR_INTERNET_DISCONNECTED: 'there is no network',
  ERR_NAME_NOT_RESOLVED: 'its address could not be looked up',
  ERR_CONNECTION_REFUSED: 'the connection was refused',
  ERR_CONNECTION_RESET: 'the connection broke off',
  ERR_CONNECTION_CLOSED: 'the connection broke off',
  ERR_EMPTY_RESPONSE: 'the connection broke off',
  ERR_CONTENT_LENGTH_MISMATCH: 'the connection broke off',
  ERR_INCOMPLETE_CHUNKED_ENCODING: 'the connection broke off',
  ERR_PROXY_CONNECTION_FAILED: 'the proxy of this machine does not answer',
  ERR_CERT_AUTHORITY_INVALID: 'its certificate is not trusted on this machine',
};

/**
 * `fetch` over Chromium's network: the proxies and certificates of the system. It fails as `fetch` does, with a
 * TypeError whose cause says why, and the whole body has come when it answers. Nothing of cookies or saved passwords.
 */
export const netFetch: typeof globalThis.fetch = async (input, init) => {
  try {
    const answer = await net.fetch(input instanceof URL ? input.href : input, { ...init, credentials: 'omit' });
    const body = await answer.arrayBuffer();
    const { status, statusText, headers } = answer;
    return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers });
  } catch (error) {
    if (!(error instanceof Error) || init?.signal?.aborted) throw error;
    throw new TypeError('fetch failed', { cause: new Error(reasonOf(error)) });
  }
};

function reasonOf({ message }: Error): string {
  const name = /^net::(\w+)/.exec(message)?.[1];
  if (name !== undefined) return REASONS[name] ?? name;
  // Electron says this without a name of Chromium's.
  return /redirect/.test(message)
    ? 'something on the way answered in its place; some networks want you to sign in first'
    : message;
}
