import type { RequestClient } from 'twilio';

/** Longer than Twilio takes for anything the set-up asks for; a build is waited for by asking again. */
const ANSWER_WITHIN_MS = 30_000;

export type Fetch = typeof globalThis.fetch;

/** `signal` ends what is on its way when the person cancels. */
export type TwilioRoad = { fetch: Fetch; signal?: AbortSignal | undefined };

/** One way out for all that is said to Twilio: the `twilio` package asks through it, and so do the uploads it lacks. */
export async function askTwilio(road: TwilioRoad, url: string, init: RequestInit): Promise<Response> {
  const deadline = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const signal = road.signal ? AbortSignal.any([road.signal, deadline]) : deadline;
  return await road.fetch(url, { ...init, redirect: 'error', signal });
}

type Asked = {
  method: string;
  uri: string;
  username?: string;
  password?: string;
  headers?: Record<string, string>;
  params?: object;
  data?: object;
};

/**
 * The `twilio` package's HTTP client over `fetch`, so that a test can stand in at the network and nowhere else, and a
 * request can be cancelled; the package's own can do neither, and reads its proxy and certificates from the environment.
 */
export function createTwilioHttp(road: TwilioRoad): RequestClient {
  const client = {
    async request(asked: Asked) {
      const url = new URL(asked.uri);
      for (const [name, value] of pairsOf(asked.params)) url.searchParams.append(name, value);
      const body = new URLSearchParams(pairsOf(asked.data)).toString();
      const answer = await askTwilio(road, url.href, {
        method: asked.method.toUpperCase(),
        headers: { ...asked.headers, Authorization: basicAuth(asked.username ?? '', asked.password ?? '') },
        ...(body && { body }),
      });
      return {
        statusCode: answer.status,
        body: parsed(await answer.text()),
        headers: Object.fromEntries(answer.headers),
      };
    },
  };
  // The package names its own class as the type and calls `request` alone.
  return client as unknown as RequestClient;
}

/** The Authorization header of HTTP's Basic scheme. */
export const basicAuth = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** Twilio's forms: a list is its name over and over, what is undefined is left out. */
function pairsOf(fields: object | undefined): [string, string][] {
  return Object.entries(fields ?? {}).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined)
      .map((one): [string, string] => [name, String(one)]),
  );
}

/** What is not JSON is left as it came: a gateway's error page. The package reads both. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
