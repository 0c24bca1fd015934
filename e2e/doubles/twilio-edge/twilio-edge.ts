import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { type EdgeAccount, verifyAccessToken } from './access-token.ts';
import { createCertificate } from './certificate.ts';
import { type CallLeg, createCallLeg, type EdgeCall, type UserMessage } from './edge-call.ts';
import { createEdgeConnection, type ConnectionWorld, type EdgeConnection } from './edge-connection.ts';
import { createFacts } from './facts.ts';
import type { AudioCodec } from './rtp-peer.ts';
import { echoes, type Script } from './scripts.ts';

export type EdgeOptions = {
  account: EdgeAccount;
  /** What the far end does with each call of the client; answers, or is the echo of a test, where none is given. */
  onInvite?: Script;
  onUserMessage?: (call: EdgeCall, message: UserMessage) => void;
  /** What calls are spoken in, the best first; opus, then PCMU where none is given. */
  codecs?: readonly AudioCodec[];
  /** Between two of them; 5 s where none is given. */
  heartbeatMs?: number;
};

export type EdgeFact = 'registered' | 'invited' | 'disconnected' | 'refused';
export type EdgeMessage = { direction: 'in' | 'out'; type: string; payload: unknown };

export type TwilioEdge = {
  port: number;
  /** For --ignore-certificate-errors-spki-list. */
  spki: string;
  calls: EdgeCall[];
  messages: EdgeMessage[];
  /** How many clients are connected; a client that is gone must not stay. */
  clients(): number;
  /** Why frames were not understood; a test that ends well leaves it empty. */
  unknown: string[];
  once(fact: EdgeFact): Promise<void>;
  next(fact: EdgeFact): Promise<void>;
  setOnInvite(script: Script): void;
  /** Rings the client that is registered under this identity; throws where none is. */
  callClient(identity: string, call: { from: string; params?: Readonly<Record<string, string>> }): Promise<EdgeCall>;
  dropWebSockets(): void;
  refuseWebSockets(refuse: boolean): void;
  stopHeartbeats(): void;
  /** Tells every client that its token ran out (31205). */
  expireTokens(): void;
  /** From now on it is so much later here, as it is for a machine that was asleep: tokens end by this clock. */
  passTime(ms: number): void;
  stop(): Promise<void>;
};

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*',
  'Access-Control-Allow-Methods': '*',
};

/** The event gateway takes all; of the sounds there is none, as the app brings its own. */
function serve(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  const status = request.method === 'OPTIONS' ? 204 : request.url?.startsWith('/v4/') ? 200 : 404;
  response.writeHead(status, CORS);
  response.end(status === 200 ? '{}' : '');
}

/** Starts Twilio's Voice edge on a free port of this machine: signalling, media, event gateway. */
export async function startTwilioEdge(options: EdgeOptions): Promise<TwilioEdge> {
  const { key, cert, spki } = await createCertificate();
  const facts = createFacts<EdgeFact>();
  const connections = new Set<EdgeConnection>();
  const legs = new Set<CallLeg>();
  const calls: EdgeCall[] = [];
  const messages: EdgeMessage[] = [];
  const unknown: string[] = [];
  let onInvite = options.onInvite ?? echoes;
  let refusing = false;
  let passedMs = 0;

  const begin = (leg: CallLeg) => {
    legs.add(leg);
    calls.push(leg.call);
    void leg.call.once('ended').then(() => legs.delete(leg));
  };
  const codecs = options.codecs ?? ['opus', 'PCMU'];
  const world: ConnectionWorld = {
    legs,
    codecs,
    heartbeatMs: options.heartbeatMs ?? 5000,
    verify: (token) => verifyAccessToken(token, options.account, world.nowMs()),
    nowMs: () => Date.now() + passedMs,
    invited(leg) {
      begin(leg);
      facts.note('invited');
      void onInvite(leg.call);
    },
    onFrame: (direction, type, payload) => void messages.push({ direction, type, payload }),
    onUnknown: (why) => void unknown.push(why),
    onRegistered: () => facts.note('registered'),
    onUserMessage: (leg, message) => options.onUserMessage?.(leg.call, message),
    onClosed(connection) {
      connections.delete(connection);
      facts.note('disconnected');
    },
  };

  const sockets = new WebSocketServer({ noServer: true });
  const server = createServer({ key, cert }, serve);
  server.on('upgrade', (request, socket, head) => {
    if (refusing || !request.url?.startsWith('/signal')) {
      socket.destroy();
      return facts.note('refused');
    }
    sockets.handleUpgrade(request, socket, head, (opened) => connections.add(createEdgeConnection(opened, world)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    spki,
    calls,
    messages,
    clients: () => connections.size,
    unknown,
    once: facts.once,
    next: facts.next,
    setOnInvite(script) {
      onInvite = script;
    },
    async callClient(identity, { from, params }) {
      const connection = [...connections].find((one) => one.registered() && one.token()?.grants.identity === identity);
      if (!connection) throw new Error(`No client is registered as ${identity}.`);
      const leg = createCallLeg({
        direction: 'to-client',
        params: { From: from, ...params },
        signalling: connection,
        offer: null,
        codecs,
      });
      begin(leg);
      const sdp = await leg.peer.offer();
      const parameters = {
        CallSid: leg.call.sid,
        From: from,
        To: `client:${identity}`,
        AccountSid: options.account.accountSid,
        ApiVersion: '2010-04-01',
        ...(params ? { Params: new URLSearchParams(params).toString() } : {}),
      };
      connection.send('invite', { callsid: leg.call.sid, sdp, reconnect: leg.reconnectToken, parameters });
      return leg.call;
    },
    dropWebSockets: () => connections.forEach((one) => one.drop()),
    refuseWebSockets(refuse) {
      refusing = refuse;
    },
    stopHeartbeats: () => connections.forEach((one) => one.stopHeartbeats()),
    expireTokens: () => connections.forEach((one) => one.sendError({ code: 31205, message: 'JWT token expired' })),
    passTime(ms) {
      passedMs += ms;
    },
    async stop() {
      await Promise.all([...legs].map((leg) => leg.call.hangUp()));
      for (const one of connections) one.drop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
