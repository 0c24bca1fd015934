import { afterEach, describe, expect, test } from 'vitest';
import { mintTestToken } from './access-token.ts';
import { openSocket, tone } from './test-client.ts';
import { account, connect, createEnds, edgeWithClient } from './test-world.ts';

const ends = createEnds();
afterEach(ends.closeAll);

/** A second of sound each way, so that what does not come in it does not come. */
const bothSpeak = ({ call, world }: Calling) => Promise.all([call.play(tone(440)), world.audio.player.play(tone(700))]);
type Calling = { call: Awaited<ReturnType<typeof connect>>['call']; world: Awaited<ReturnType<typeof edgeWithClient>> };

async function inACall(options: Parameters<typeof edgeWithClient>[1] = {}) {
  const world = await edgeWithClient(ends, options);
  return { world, ...(await connect(world)) };
}

describe('Of the audio', () => {
  test('as many packets are lost as was said, each way, and the client can count them', async () => {
    const { world, call } = await inACall();
    Object.assign(call.faults, { lossIn: 0.5, lossOut: 0.3 });
    const from = { in: call.received().length, out: world.audio.heard().length };
    await Promise.all([call.play(repeated(3)), world.audio.player.play(repeated(3))]);
    // Of 150 frames each way; the odds that chance alone leads out of these are one in a million.
    expect(Math.abs(shareThatCame(call.received().slice(from.in)) - 0.5)).toBeLessThan(0.2);
    expect(Math.abs(shareThatCame(world.audio.heard().slice(from.out)) - 0.7)).toBeLessThan(0.2);
  });

  test('packets come late, and out of their order', async () => {
    const { world, call } = await inACall();
    await bothSpeak({ call, world });
    const inOrder = world.audio.heard().length;
    expect(isInOrder(world.audio.heard())).toBe(true);
    call.faults.jitterOutMs = 300;
    await bothSpeak({ call, world });
    call.faults.jitterOutMs = 0;
    await bothSpeak({ call, world });
    expect(isInOrder(world.audio.heard().slice(inOrder))).toBe(false);
    expect(shareThatCame(world.audio.heard().toSorted((a, b) => a.position - b.position))).toBeGreaterThan(0.97);
  });

  test('nothing comes through a black hole, neither way, and the call knows nothing of it', async () => {
    const { world, call } = await inACall();
    await bothSpeak({ call, world });
    call.faults.blackhole = true;
    const from = { in: call.received().length, out: world.audio.heard().length };
    await bothSpeak({ call, world });
    // Of fifty frames; what was on its way already may still come.
    expect(call.received().length - from.in).toBeLessThan(10);
    expect(world.audio.heard().length - from.out).toBeLessThan(10);
    expect(call.facts).not.toContain('ended');
    call.faults.blackhole = false;
    await call.heard(-100);
  });
});

describe('Of the websocket', () => {
  test('heartbeats come until they are stopped, while all else goes on', async () => {
    const { world, call } = await inACall({ heartbeatMs: 50 });
    await bothSpeak({ call, world });
    expect(world.socket.heartbeats()).toBeGreaterThan(10);
    world.edge.stopHeartbeats();
    world.socket.send('register', { media: { audio: true } });
    await world.socket.next('ready');
    const before = world.socket.heartbeats();
    await bothSpeak({ call, world });
    expect(world.socket.heartbeats()).toBe(before);
    await call.hangUp();
    await world.socket.next('hangup');
  });

  test('it is refused while the edge is away, and taken when it is back', async () => {
    const { edge } = await edgeWithClient(ends);
    edge.refuseWebSockets(true);
    await expect(openSocket(edge.port)).rejects.toThrow();
    await edge.once('refused');
    edge.refuseWebSockets(false);
    const again = await openSocket(edge.port);
    expect(edge.clients()).toBe(2);
    const gone = edge.next('disconnected');
    again.close();
    await gone;
    expect(edge.clients()).toBe(1);
  });

  test('tokens that ran out are told of', async () => {
    const { edge, socket } = await edgeWithClient(ends);
    edge.expireTokens();
    expect((await socket.next('error')).payload.error).toMatchObject({ code: 31205 });
  });
});

describe('A call is taken up again', () => {
  const comeBack = async (edge: Calling['world']['edge']) => {
    const socket = await openSocket(edge.port);
    ends.push(() => socket.close());
    socket.send('listen', { token: mintTestToken(account, 'agent') });
    await socket.next('connected');
    return socket;
  };

  test('with its own token alone, as often as the connection is lost', async () => {
    const { world, call, reconnect } = await inACall();
    for (const time of [1, 2]) {
      world.edge.dropWebSockets();
      const again = await comeBack(world.edge);
      again.send('invite', { callsid: call.sid, sdp: '', reconnect: 'forged', twilio: {} });
      expect((await again.next('hangup')).payload.error).toMatchObject({ code: 31209 });
      again.send('invite', { callsid: call.sid, sdp: '', reconnect, twilio: {} });
      expect((await again.next('answer')).payload).toMatchObject({ callsid: call.sid, reconnect });
      expect(call.facts.filter((fact) => fact === 'reconnected')).toHaveLength(time);
    }
  });

  test('but not once it is over', async () => {
    const { world, call, reconnect } = await inACall();
    world.edge.dropWebSockets();
    await call.hangUp();
    const again = await comeBack(world.edge);
    again.send('invite', { callsid: call.sid, sdp: '', reconnect, twilio: {} });
    expect((await again.next('hangup')).payload.error).toMatchObject({ code: 31209 });
  });

  test('and not by a client without a token of the account', async () => {
    const { world, call, reconnect } = await inACall();
    const stranger = await openSocket(world.edge.port);
    ends.push(() => stranger.close());
    stranger.send('invite', { callsid: call.sid, sdp: '', reconnect, twilio: {} });
    expect((await stranger.next('error')).payload.error).toMatchObject({ code: 31204 });
    expect(call.facts).not.toContain('reconnected');
  });
});

function repeated(seconds: number): Int16Array {
  const sound = new Int16Array(48_000 * seconds);
  for (let second = 0; second < seconds; second++) sound.set(tone(440), second * 48_000);
  return sound;
}

type Frames = readonly { position: number }[];

function shareThatCame(frames: Frames): number {
  const [first, last] = [frames[0], frames.at(-1)];
  return frames.length / (((last?.position ?? 0) - (first?.position ?? 0)) / 960 + 1);
}

const isInOrder = (frames: Frames): boolean =>
  frames.every(({ position }, at) => at === 0 || position > (frames[at - 1]?.position ?? 0));
