import type { WebSocket } from 'ws';
import { type AccessToken, type EdgeError, type Verified } from './access-token.ts';
import { type CallLeg, createCallLeg, type Send, type Signalling, type UserMessage } from './edge-call.ts';
import type { AudioCodec } from './rtp-peer.ts';
import { type ClientFrame, PROTOCOL_VERSION, readFrame } from './frames.ts';

export type EdgeConnection = Signalling & {
  token(): AccessToken | null;
  registered(): boolean;
  sendError(error: EdgeError): void;
  stopHeartbeats(): void;
  drop(): void;
};

/** What one connection needs of the edge it belongs to. */
export type ConnectionWorld = {
  codecs: readonly AudioCodec[];
  heartbeatMs: number;
  verify(token: string): Verified;
  /** Milliseconds since 1970, as the edge has it. */
  nowMs(): number;
  /** Legs outlive the websocket that they began on. */
  legs: Set<CallLeg>;
  invited(leg: CallLeg): void;
  onFrame(direction: 'in' | 'out', type: string, payload: unknown): void;
  onUnknown(why: string): void;
  onRegistered(connection: EdgeConnection): void;
  onUserMessage(leg: CallLeg, message: UserMessage): void;
  onClosed(connection: EdgeConnection): void;
};

/** Speaks with one client over one websocket. */
export function createEdgeConnection(socket: WebSocket, world: ConnectionWorld): EdgeConnection {
  let token: AccessToken | null = null;
  let registered = false;
  const send: Send = (type, payload) => {
    world.onFrame('out', type, payload);
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ type, version: PROTOCOL_VERSION, payload }));
  };
  const heartbeat = setInterval(() => socket.readyState === socket.OPEN && socket.send('\n'), world.heartbeatMs);
  const legOf = (callsid: string) => [...world.legs].find((leg) => leg.ids.has(callsid));

  const listen = (text: string) => {
    const verified = world.verify(text);
    if (!verified.ok) {
      send('error', { error: verified.error });
      return;
    }
    token = verified.token;
    const ttl = Math.round(token.exp - world.nowMs() / 1000);
    send('connected', {
      region: 'US_EAST_VIRGINIA',
      edge: 'ashburn',
      gateway: '127.0.0.1',
      token: { identity: token.grants.identity, ttl },
    });
  };

  const register = (audio: boolean) => {
    if (!token) {
      send('error', { error: { code: 31204, message: 'Invalid JWT token' } });
      return;
    }
    registered = audio;
    send(audio ? 'ready' : 'offline', {});
    if (audio) world.onRegistered(connection);
  };

  const invite = ({ callsid, sdp, reconnect, twilio }: Extract<ClientFrame, { type: 'invite' }>['payload']) => {
    if (!token) {
      send('error', { callsid, error: { code: 31204, message: 'Invalid JWT token' } });
      return;
    }
    if (reconnect !== undefined) {
      const leg = [...world.legs].find((one) => one.reconnectToken === reconnect);
      const error = { code: 31209, message: 'Reconnect attempt is not authorized.' };
      if (leg) leg.reconnect(connection);
      else send('hangup', { callsid, error });
      return;
    }
    const params = Object.fromEntries(new URLSearchParams(twilio?.params ?? ''));
    const { codecs } = world;
    world.invited(
      createCallLeg({
        direction: 'from-client',
        params,
        signalling: connection,
        offer: sdp,
        clientSid: callsid,
        codecs,
      }),
    );
  };

  const take = async (frame: ClientFrame) => {
    if (frame.type === 'listen') {
      listen(frame.payload.token);
      return;
    }
    if (frame.type === 'register') {
      register(frame.payload.media.audio);
      return;
    }
    if (frame.type === 'invite') {
      invite(frame.payload);
      return;
    }
    const leg = legOf(frame.payload.callsid);
    if (!leg) return;
    switch (frame.type) {
      case 'answer':
        return leg.acceptAnswer(frame.payload.sdp);
      case 'reinvite':
        return leg.reinvite(frame.payload.sdp);
      case 'hangup':
        return leg.end('hung-up-by-client');
      case 'reject':
        return leg.end('rejected');
      case 'dtmf': {
        leg.takeDigits(frame.payload.dtmf);
        return;
      }
      case 'message': {
        const { callsid, voiceeventsid, content, messagetype } = frame.payload;
        send('ack', { acktype: 'message', callsid, voiceeventsid });
        const message = { content, type: messagetype };
        leg.takeMessage(message);
        world.onUserMessage(leg, message);
        return;
      }
    }
  };

  const connection: EdgeConnection = {
    token: () => token,
    registered: () => registered,
    send,
    isOpen: () => socket.readyState === socket.OPEN,
    sendError: (error) => send('error', { error }),
    stopHeartbeats: () => clearInterval(heartbeat),
    drop: () => socket.terminate(),
  };
  socket.on('message', (data: Buffer) => {
    const read = readFrame(data.toString());
    if (read.kind === 'unknown') return world.onUnknown(read.why);
    if (read.kind === 'heartbeat') return;
    world.onFrame('in', read.frame.type, read.frame.payload);
    void take(read.frame);
  });
  // A broken socket also closes, and that is where it is dealt with.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearInterval(heartbeat);
    world.onClosed(connection);
  });
  return connection;
}
