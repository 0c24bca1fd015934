import { afterEach, expect, test } from 'vitest';
import { mintTestToken } from './access-token.ts';
import { answersWithMachine, busy, earlyMediaThenAnswers, neverAnswers, rejects } from './scripts.ts';
import { frequency, openSocket, tone } from './test-client.ts';
import { account, connect, createEnds, edgeWithClient, invite } from './test-world.ts';
import { startTwilioEdge } from './twilio-edge.ts';

const ends = createEnds();
afterEach(ends.closeAll);

const errorOf = async (token: string) => {
  const edge = await startTwilioEdge({ account });
  const socket = await openSocket(edge.port);
  ends.push(() => edge.stop());
  socket.send('listen', { token });
  return (await socket.next('error')).payload.error;
};

test.each([
  ['not a token', 'abc', 31204],
  ['another secret', mintTestToken({ ...account, keySecret: 'other' }, 'agent'), 31202],
  ['another account', mintTestToken({ ...account, accountSid: 'ACother' }, 'agent'), 31203],
  ['expired', mintTestToken(account, 'agent', -1), 31205],
  ['good for too long', mintTestToken(account, 'agent', 90_000), 31207],
])('A token is refused: %s', async (_, token, code) => {
  expect(await errorOf(token)).toMatchObject({ code });
});

test('A call is heard at both ends, until the client hangs up', async () => {
  const world = await edgeWithClient(ends);
  const { call } = await connect(world);
  expect(call.params).toEqual({ To: '+15550100', CallId: '7' });
  call.playLoop(tone(440));
  world.audio.player.loop(tone(700));
  await call.heard(-20);
  expect(Math.abs(frequency(await call.listen(0.6)) - 700)).toBeLessThan(15);
  expect(Math.abs(frequency(await world.audio.frames(30)) - 440)).toBeLessThan(15);
  world.socket.send('hangup', { callsid: call.sid });
  await call.once('ended');
  expect(call.facts).toContain('hung-up-by-client');
  expect(world.edge.unknown).toEqual([]);
});

test.each([
  ['is busy', busy, 31486],
  ['declines', rejects, 31603],
] as const)('The far end %s', async (_, onInvite, code) => {
  const world = await edgeWithClient(ends, { onInvite });
  const call = await invite(world);
  expect((await world.socket.next('hangup')).payload.error).toMatchObject({ code });
  await call.once('ended');
});

test('The far end is heard before it answers', async () => {
  const world = await edgeWithClient(ends, { onInvite: earlyMediaThenAnswers(tone(425)) });
  const call = await invite(world);
  const { payload } = await world.socket.next('ringing');
  await world.audio.peer.acceptAnswer(String(payload.sdp));
  expect(Math.abs(frequency(await world.audio.frames(30)) - 425)).toBeLessThan(15);
  expect(call.facts).not.toContain('answered');
  expect((await world.socket.next('answer')).payload.sdp).toBe(payload.sdp);
});

test('A dropped websocket does not end the call', async () => {
  const world = await edgeWithClient(ends);
  const { call, reconnect } = await connect(world);
  world.edge.dropWebSockets();
  await world.socket.closed;
  const again = await openSocket(world.edge.port);
  again.send('listen', { token: mintTestToken(account, 'agent') });
  await again.next('connected');
  again.send('invite', { callsid: call.sid, sdp: '', reconnect, twilio: {} });
  expect((await again.next('answer')).payload.callsid).toBe(call.sid);
  await call.hangUp();
  expect((await again.next('hangup')).payload.callsid).toBe(call.sid);
});

test('A call to the client is answered with audio, another is cancelled', async () => {
  const { edge, socket, audio } = await edgeWithClient(ends);
  const call = await edge.callClient('agent', { from: '+15550101', params: { LeadId: '9' } });
  const { payload } = await socket.next('invite');
  expect(payload.parameters).toMatchObject({ From: '+15550101', Params: 'LeadId=9' });
  socket.send('answer', { callsid: call.sid, sdp: await audio.peer.answer(String(payload.sdp)) });
  audio.player.loop(tone(600));
  await call.heard(-20);
  const other = await edge.callClient('agent', { from: '+15550102' });
  await other.cancel();
  expect((await socket.next('cancel')).payload.callsid).toBe(other.sid);
});

test('Digits are told by signalling', async () => {
  const world = await edgeWithClient(ends);
  const { call } = await connect(world);
  const told = call.next('digit');
  world.socket.send('dtmf', { callsid: call.sid, dtmf: '42' });
  await told;
  expect(call.digits).toEqual({ told: '42', heard: '' });
});

test('Messages go both ways', async () => {
  const world = await edgeWithClient(ends, { onInvite: answersWithMachine });
  const { call } = await connect(world);
  expect((await world.socket.next('message')).payload.content).toMatchObject({
    kind: 'latchkey-status',
    about: 'machine',
    AnsweredBy: 'machine_start',
  });
  const message = { content: { hello: 1 }, contenttype: 'application/json', messagetype: 'user-defined-message' };
  world.socket.send('message', { callsid: call.sid, voiceeventsid: 'KX1', ...message });
  expect((await world.socket.next('ack')).payload.voiceeventsid).toBe('KX1');
  expect(call.messages).toEqual([{ content: { hello: 1 }, type: 'user-defined-message' }]);
});

test('A test of the connection hears itself', async () => {
  const world = await edgeWithClient(ends);
  const { socket, audio, edge } = world;
  const params = 'Purpose=connection-test';
  socket.send('invite', { callsid: 'TJSown', sdp: await audio.peer.offer(), twilio: { params } });
  await audio.peer.acceptAnswer(String((await socket.next('answer')).payload.sdp));
  await Promise.all([edge.calls[0]?.once('media-connected'), audio.facts.once('connected')]);
  audio.player.loop(tone(620));
  await edge.calls[0]?.heard(-20);
  // On a busy machine a frame may come back late, and a stretch with a hole in it has no pitch: one without is waited for.
  const heard = async (): Promise<number> => {
    const hertz = frequency(await audio.frames(20));
    return Math.abs(hertz - 620) < 15 ? hertz : heard();
  };
  expect(await heard()).toBeGreaterThan(0);
});

test('A call that nobody answers rings until the client gives up', async () => {
  const world = await edgeWithClient(ends, { onInvite: neverAnswers });
  const call = await invite(world);
  await world.socket.next('ringing');
  world.socket.send('hangup', { callsid: 'TJSown' });
  await call.once('ended');
  expect(call.facts).not.toContain('answered');
});

test('A reinvite is answered anew, and the sound goes on', async () => {
  const world = await edgeWithClient(ends);
  const { call } = await connect(world);
  call.playLoop(tone(440));
  world.audio.player.loop(tone(700));
  world.socket.send('reinvite', { callsid: call.sid, sdp: await world.audio.peer.offer() });
  await world.audio.peer.acceptAnswer(String((await world.socket.next('answer')).payload.sdp));
  await call.once('reinvited');
  await call.heard(-20);
  expect(Math.abs(frequency(await call.listen(0.6)) - 700)).toBeLessThan(15);
  expect(Math.abs(frequency(await world.audio.frames(30)) - 440)).toBeLessThan(15);
});

test('What is not of the protocol is listed with the reason, and nothing else', async () => {
  const { edge, socket } = await edgeWithClient(ends);
  socket.sendText('\n');
  socket.sendText('nonsense');
  socket.send('dance', { callsid: 'x' });
  socket.send('register', { media: { audio: true } });
  await socket.next('ready');
  expect(edge.unknown).toEqual(['not JSON', expect.stringContaining('Invalid')]);
});
