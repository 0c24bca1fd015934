import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { accountRoutes, secretOf, voiceRoutes } from './account-routes.ts';
import { type AccountState, type Answer, type Asked, findRoute, notFound, refusal, type Route } from './answer.ts';
import { createResourceTree, newSid, type ResourceTree } from './resource-tree.ts';
import { serverlessRoutes, uploadRoutes } from './serverless-routes.ts';

const HOSTS: Readonly<Record<string, readonly Route[]>> = {
  'api.twilio.com': accountRoutes,
  'voice.twilio.com': voiceRoutes,
  'serverless.twilio.com': serverlessRoutes,
  'serverless-upload.twilio.com': uploadRoutes,
};

/** `cut-before`: nothing comes of the request. `cut-after`: it is done, and its answer lost. */
export type Fault = 'cut-before' | 'cut-after' | Answer;

/** `status`: completed unless told. `seconds`: null where nobody picked up. */
export type EndedLeg = {
  sid: string;
  parentSid?: string;
  status?: string;
  seconds: number | null;
  price: string | null;
};

export type TwilioRest = {
  /** For the client: asks this double instead of Twilio. Without TLS only; with it, map the hosts to the port. */
  fetch: typeof globalThis.fetch;
  port: number;
  account: AccountState;
  tree: ResourceTree;
  /** Every request so far, like "POST api.twilio.com/2010-04-01/…". */
  asked: string[];
  /** Asked before each request with how many came before it since it was set, and the request. */
  setFault(fault: ((nth: number, request: string) => Fault | null) | null): void;
  addNumber(phoneNumber: string, fields?: Readonly<Record<string, unknown>>): string;
  addVerifiedCaller(phoneNumber: string): void;
  /** A leg that has ended; the price is worked out later: null until then. */
  endLeg(leg: EndedLeg): void;
  /** The Standard keys that there are now, with what signs tokens: whoever takes those can verify them. */
  keys(): { sid: string; secret: string }[];
  stop(): Promise<void>;
};

/**
 * Starts an account without anything in it on a free port of this machine. With `tls` (PEM texts) it answers as Twilio's
 * hosts themselves, for a client whose names are mapped to this port.
 */
export async function startTwilioRest({ tls }: { tls?: { key: string; cert: string } } = {}): Promise<TwilioRest> {
  const tree = createResourceTree();
  const account: AccountState = {
    sid: newSid('AC'),
    authToken: 'f'.repeat(32),
    friendlyName: 'Harbour Homes',
    type: 'Full',
    status: 'active',
    balance: '17.42',
    forbiddenCountries: new Set(),
    buildTakesPolls: 2,
    buildFails: false,
  };
  const root = `/2010-04-01/Accounts/${account.sid}`;
  const log: string[] = [];
  let faultOf: ((nth: number, request: string) => Fault | null) | null = null;
  let nth = 0;

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const asked = await readRequest(request, tree, account);
    const line = `${asked.method} ${asked.host}${asked.path}`;
    log.push(line);
    const fault = faultOf?.(nth++, line) ?? null;
    if (fault === 'cut-before') return void request.socket.destroy();
    const answer = fault !== null && fault !== 'cut-after' ? fault : answerTo(asked, request.headers.authorization);
    if (fault === 'cut-after') return void request.socket.destroy();
    response.writeHead(answer.status, { 'Content-Type': 'application/json' });
    response.end(answer.body === null ? '' : JSON.stringify(answer.body));
  };
  const heed = (request: IncomingMessage, response: ServerResponse) => {
    serve(request, response).catch((error: unknown) => {
      response.writeHead(500);
      response.end(String(error));
    });
  };
  const server = tls ? createTlsServer(tls, heed) : createServer(heed);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input);
      return fetch(`http://127.0.0.1:${port}/${url.host}${url.pathname}${url.search}`, init);
    },
    port,
    account,
    tree,
    asked: log,
    setFault(fault) {
      faultOf = fault;
      nth = 0;
    },
    addNumber(phoneNumber, fields = {}) {
      const sid = newSid('PN');
      const capabilities = { voice: true, sms: true, mms: true, fax: false };
      const bare = { voice_url: '', voice_method: 'POST', voice_application_sid: null, trunk_sid: null };
      const number = { sid, phone_number: phoneNumber, friendly_name: phoneNumber, capabilities, ...bare, ...fields };
      tree.put(`${root}/IncomingPhoneNumbers/${sid}`, number);
      return sid;
    },
    addVerifiedCaller(phoneNumber) {
      const sid = newSid('PN');
      tree.put(`${root}/OutgoingCallerIds/${sid}`, { sid, phone_number: phoneNumber, friendly_name: phoneNumber });
    },
    endLeg({ sid, parentSid, status = 'completed', seconds, price }) {
      const duration = seconds === null ? null : String(seconds);
      const money = { price, price_unit: 'USD' };
      tree.put(`${root}/Calls/${sid}`, { sid, status, duration, parent_call_sid: parentSid ?? null, ...money });
    },
    keys: () => tree.list(`${root}/Keys`).map(({ sid }) => ({ sid, secret: secretOf(sid) })),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function answerTo(asked: Asked, authorization: string | undefined): Answer {
  const { account } = asked;
  const expected = `Basic ${Buffer.from(`${account.sid}:${account.authToken}`).toString('base64')}`;
  if (authorization !== expected && !isKeyOf(asked, authorization)) {
    return refusal(401, 20003, 'Authentication Error - invalid username');
  }
  const route = findRoute(HOSTS[asked.host] ?? [], asked.method, asked.path);
  return route ? route.answer(asked) : notFound(asked.path);
}

/** A Standard key may do what the account may, except for the account itself and its keys. */
function isKeyOf({ tree, account, path }: Asked, authorization: string | undefined): boolean {
  const root = `/2010-04-01/Accounts/${account.sid}`;
  if (path === root || path.startsWith(`${root}/Keys`)) return false;
  return tree
    .list(`${root}/Keys`)
    .some(({ sid }) => authorization === `Basic ${Buffer.from(`${sid}:${secretOf(sid)}`).toString('base64')}`);
}

async function readRequest(request: IncomingMessage, tree: ResourceTree, account: AccountState): Promise<Asked> {
  const url = new URL(request.url ?? '/', 'http://double');
  const [, host = '', ...rest] = placeOf(request, url).split('/');
  return {
    method: request.method ?? 'GET',
    host,
    path: `/${rest.join('/')}`.replace(/\.json$/, ''),
    query: url.searchParams,
    fields: await readFields(request),
    tree,
    account,
  };
}

/** `/host/path`: the host is in front of the path already, or whom the request was meant for. */
const placeOf = ({ headers }: IncomingMessage, { pathname }: URL): string =>
  headers.host !== undefined && headers.host in HOSTS ? `/${headers.host}${pathname}` : pathname;

async function readFields(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const boundary = /^multipart\/form-data; *boundary=(.+)$/.exec(request.headers['content-type'] ?? '')?.[1];
  return new URLSearchParams(boundary === undefined ? body : partsOf(body, boundary));
}

/** The named parts of an upload, as text. */
function partsOf(body: string, boundary: string): [string, string][] {
  return body.split(`--${boundary}`).flatMap((part): [string, string][] => {
    const headEnd = part.indexOf('\r\n\r\n');
    const name = /name="([^"]+)"/.exec(part.slice(0, headEnd))?.[1];
    return headEnd < 0 || name === undefined ? [] : [[name, part.slice(headEnd + 4, -2)]];
  });
}
