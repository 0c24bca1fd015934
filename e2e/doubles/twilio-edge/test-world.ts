import { mintTestToken } from './access-token.ts';
import { openAudio, openSocket } from './test-client.ts';
import { startTwilioEdge, type EdgeOptions } from './twilio-edge.ts';

export const account = { accountSid: `AC${'a'.repeat(32)}`, keySid: `SK${'b'.repeat(32)}`, keySecret: 'of the test' };

/** What is open of the running test, closed in the opposite order by `closeAll`. */
export function createEnds() {
  const ends: (() => Promise<void> | void)[] = [];
  return {
    push: (...more: (() => Promise<void> | void)[]) => void ends.push(...more),
    async closeAll() {
      for (const end of ends.splice(0).reverse()) await end();
    },
  };
}
export type Ends = ReturnType<typeof createEnds>;

/** An edge, and a client that is registered with it. */
export async function edgeWithClient(ends: Ends, options: Partial<EdgeOptions> = {}) {
  const edge = await startTwilioEdge({ account, ...options });
  const socket = await openSocket(edge.port);
  const audio = openAudio(options.codecs);
  ends.push(
    () => edge.stop(),
    () => socket.close(),
    () => audio.close(),
  );
  socket.send('listen', { token: mintTestToken(account, 'agent') });
  await socket.next('connected');
  socket.send('register', { media: { audio: true } });
  await socket.next('ready');
  return { edge, socket, audio };
}
export type World = Awaited<ReturnType<typeof edgeWithClient>>;

/** The client calls; answers the far end's leg. */
export async function invite({ edge, socket, audio }: World) {
  const params = 'To=%2B15550100&CallId=7';
  socket.send('invite', { callsid: 'TJSown', sdp: await audio.peer.offer(), twilio: { params } });
  await edge.once('invited');
  const call = edge.calls[0];
  if (!call) throw new Error('No call came of the invite.');
  return call;
}

/** The client calls, and both ends are through. */
export async function connect(world: World) {
  const call = await invite(world);
  const { payload } = await world.socket.next('answer');
  await world.audio.peer.acceptAnswer(String(payload.sdp));
  await Promise.all([call.once('media-connected'), world.audio.facts.once('connected')]);
  return { call, reconnect: payload.reconnect };
}
