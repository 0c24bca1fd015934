import { afterEach, expect, test } from 'vitest';
import { createPortPair } from '../../../src/base/port.ts';
import { createRealClock } from '../../../src/base/real-clock.ts';
import { decodeMuLaw, encodeMuLaw } from '../../../src/domain/audio/mu-law.ts';
import type { TrunkMessage } from '../../../src/domain/practice/trunk-message.ts';
import { startTick } from '../../../src/headless/line/tick.ts';
import { frequency, tone } from '../twilio-edge/test-client.ts';
import { createEnds, edgeWithClient } from '../twilio-edge/test-world.ts';
import { connectTrunk } from './connect-trunk.ts';

const ends = createEnds();
afterEach(ends.closeAll);

/** A client that calls, and the lead's end of the trunk of that call. */
async function callLead() {
  const [lead, trunk] = createPortPair();
  const got: TrunkMessage[] = [];
  const waiting: { type: string; resolve: () => void }[] = [];
  lead.onMessage((raw) => {
    const message = raw as TrunkMessage;
    got.push(message);
    for (const { type, resolve } of waiting) if (type === message.type) resolve();
  });
  const gets = (type: TrunkMessage['type']) =>
    got.some((message) => message.type === type)
      ? Promise.resolve()
      : new Promise<void>((resolve) => waiting.push({ type, resolve }));
  const { edge, socket, audio } = await edgeWithClient(ends, { onInvite: (call) => connectTrunk(call, trunk) });
  socket.send('invite', { callsid: 'TJSown', sdp: await audio.peer.offer(), twilio: { params: 'To=%2B15550100' } });
  await gets('invite');
  const says = (message: TrunkMessage) => lead.post(message);
  return { says, got, gets, edge, socket, audio };
}

/** The packets of a tone, one every 20 ms until the test ends. */
function speak(hertz: number, says: (message: TrunkMessage) => void): void {
  let seq = 0;
  const tick = startTick(createRealClock(), () => {
    const from = seq * 160;
    const pcm = Int16Array.from(
      { length: 160 },
      (_, at) => 12_000 * Math.sin((2 * Math.PI * hertz * (from + at)) / 8_000),
    );
    says({ type: 'packet', seq: seq++, timestamp: from, payload: encodeMuLaw(pcm) });
  });
  ends.push(tick.stop);
}

test('A lead rings with early media, answers, and both are heard', async () => {
  const { says, got, socket, audio } = await callLead();
  says({ type: 'ringing' });
  says({ type: 'answered' });
  const { payload } = await socket.next('ringing');
  await audio.peer.acceptAnswer(String(payload.sdp));
  await socket.next('answer');
  await audio.facts.once('connected');
  audio.player.loop(tone(700));
  speak(440, says);
  // A busy machine may hold up a packet: what counts is that a whole stretch comes through.
  const patience = { timeout: 10_000 };
  await expect.poll(async () => Math.abs(frequency(await audio.frames(30)) - 440), patience).toBeLessThan(15);
  const heard = () => got.flatMap((message) => (message.type === 'packet' ? [...decodeMuLaw(message.payload)] : []));
  const atTheirRate = () => frequency(Int16Array.from(heard().slice(-1_600))) / 6;
  await expect.poll(() => Math.abs(atTheirRate() - 700), patience).toBeLessThan(15);
});

test.each([
  ['declines', { type: 'declined' }, { code: 31603 }],
  ['hangs up', { type: 'bye' }, undefined],
] as const)('A lead that %s ends the call', async (_, message, error) => {
  const { says, socket } = await callLead();
  says({ type: 'ringing' });
  says(message);
  const { payload } = await socket.next('hangup');
  if (error) expect(payload.error).toMatchObject(error);
  else expect(payload.error).toBeUndefined();
});

test('A lead is told that it was hung up on', async () => {
  const { says, gets, edge, socket } = await callLead();
  says({ type: 'ringing' });
  await socket.next('ringing');
  socket.send('hangup', { callsid: edge.calls[0]!.sid });
  await gets('bye');
});
