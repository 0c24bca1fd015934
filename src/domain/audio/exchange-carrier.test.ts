import { describe, expect, test } from 'vitest';
import { createPortPair } from '../../base/port.ts';
import { createExchange } from './exchange.ts';
import type { LineToVoice, RecordedFrame } from './audio-message.ts';
import type { CarrierSignal, ExchangeEvent } from './exchange-command.ts';
import { joined, keyTone, silence } from './testing/key-tone.ts';

const callId = 'c1';
const settle = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

function openLine() {
  const events: ExchangeEvent[] = [];
  const exchange = createExchange({ tell: (event) => events.push(event), now: () => 0 });
  const [audio, theirs] = createPortPair();
  exchange.attach({ stream: 'audio', callId }, theirs);
  const did = (signal: CarrierSignal) => exchange.command({ type: 'carrierDid', callId, signal });
  const run = async (incoming: number, frames = 1) => {
    let outgoing = new Float32Array(320);
    let speaker = new Float32Array(320);
    for (let i = 0; i < frames; i++) {
      await settle();
      outgoing = new Float32Array(320).fill(9);
      speaker = new Float32Array(320);
      exchange.process(new Float32Array(320).fill(0.25), speaker, {
        incoming: new Float32Array(320).fill(incoming),
        outgoing,
      });
    }
    return { outgoing: outgoing.at(-1)!, speaker: speaker.at(-1)! };
  };
  const asked = () => events.flatMap((event) => (event.type === 'carrierAsked' ? [event.ask] : []));
  const told = () => events.map(({ type }) => type).filter((type) => type !== 'carrierAsked');
  return { exchange, events, audio, did, run, asked, told };
}

function dialled() {
  const line = openLine();
  expect(line.exchange.command({ type: 'dial', callId, over: 'carrier' }).ok).toBe(true);
  return line;
}

describe('a call over a carrier', () => {
  test('is asked for, answered, and carries both sides', async () => {
    const { asked, did, run, told, audio } = dialled();
    expect(asked()).toEqual(['invite']);
    expect((await run(0.5)).outgoing).toBe(0);
    did({ type: 'ringing', early: false });
    did({ type: 'answered' });
    expect(told()).toEqual(['ringing', 'answered']);
    audio.post({ type: 'say', speechId: 's', pcm: new Int16Array(3200).fill(8192) });
    const { outgoing, speaker } = await run(0.5, 5);
    expect(outgoing).toBeCloseTo(0.25, 3);
    expect(speaker).toBeCloseTo(0.5 + 0.25 / 2, 3);
  });

  test('is heard before it is answered where the carrier sends sound, and nothing of ours goes out', async () => {
    const { did, run } = dialled();
    did({ type: 'ringing', early: true });
    expect(await run(0.3, 2)).toEqual({ outgoing: 0, speaker: expect.closeTo(0.3, 5) as number });
  });

  test('moves from the agent to the microphone', async () => {
    const { did, run, exchange } = dialled();
    did({ type: 'answered' });
    exchange.command({ type: 'setHandler', callId, handler: 'human', by: 'screen', wish: { screen: 's1', count: 1 } });
    expect((await run(0.5, 2)).outgoing).toBeCloseTo(0.25, 3);
  });

  test.each<[CarrierSignal, string]>([
    [{ type: 'busy' }, 'busy'],
    [{ type: 'declined' }, 'rejected'],
    [{ type: 'bye' }, 'not-answered'],
    [{ type: 'lost' }, 'failed'],
  ])('that meets %j ends as %s', (signal, reason) => {
    const { did, events } = dialled();
    did({ type: 'ringing', early: false });
    did(signal);
    expect(events.at(-1)).toMatchObject({ type: 'ended', reason });
    expect(did({ type: 'answered' })).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
  });

  test('is hung up at the carrier, once', () => {
    const { did, exchange, asked } = dialled();
    did({ type: 'answered' });
    exchange.command({ type: 'hangUp', callId });
    exchange.command({ type: 'hangUp', callId });
    expect(asked()).toEqual(['invite', 'hangUp']);
  });

  test('does not make up for lost time, as a practice call does: the sound was lost with it', () => {
    expect(openLine().exchange.keepsTime).toBe(true);
    expect(dialled().exchange.keepsTime).toBe(false);
  });

  test('counts the frames that the carrier lost', async () => {
    const { did, run, events } = dialled();
    did({ type: 'answered' });
    did({ type: 'counted', framesLost: 7 });
    await run(0, 50);
    expect(events.at(-1)).toMatchObject({ type: 'measured', framesLost: 7 });
  });
});

describe('a key that the caller presses', () => {
  async function pressed(tones: Float32Array) {
    const line = dialled();
    const heard: LineToVoice[] = [];
    line.audio.onMessage((message) => heard.push(message as LineToVoice));
    const recorded: RecordedFrame[] = [];
    const [store, theirs] = createPortPair();
    store.onMessage((message) => recorded.push(message as RecordedFrame));
    line.exchange.attach({ stream: 'recording', callId }, theirs);
    line.did({ type: 'answered' });
    for (let at = 0; at + 128 <= tones.length; at += 128)
      line.exchange.process(new Float32Array(128), new Float32Array(128), {
        incoming: tones.subarray(at, at + 128),
        outgoing: new Float32Array(128),
      });
    await settle();
    const digits = line.events.flatMap((event) => (event.type === 'digit' ? [event] : []));
    return { digits, heard, recorded };
  }
  const loudest = (pcm: Int16Array) => pcm.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const tones = joined(
    silence(1_000),
    keyTone({ key: '4', ms: 200 }),
    silence(300),
    keyTone({ key: '#', ms: 80 }),
    silence(200),
  );

  test('is told once, with its moment, to main and to the voice', async () => {
    const { digits, heard } = await pressed(tones);
    expect(digits).toEqual([
      { type: 'digit', callId, digit: '4', lineMs: expect.closeTo(1_000, -1.4) as number },
      { type: 'digit', callId, digit: '#', lineMs: expect.closeTo(1_500, -1.4) as number },
    ]);
    const told = heard.flatMap((message) => (message.type === 'pressed' ? [message] : []));
    expect(told).toEqual(digits.map(({ digit, lineMs }) => ({ type: 'pressed', key: digit, atSample: lineMs * 16 })));
  });

  test('is kept from the voice but for its first 20 ms, and is in the recording', async () => {
    const { heard, recorded } = await pressed(tones);
    const frames = heard.flatMap((message) => (message.type === 'heard' ? [message.pcm] : []));
    const loud = (all: Int16Array[]) => all.filter((pcm) => loudest(pcm) > 300).length;
    expect(frames).toHaveLength(recorded.length);
    expect(loud(frames)).toBeLessThanOrEqual(2);
    expect(loud(recorded.map(({ caller }) => caller))).toBe(14);
  });
});

describe('a call that comes in', () => {
  test('rings, is picked up for the human, and is answered at the carrier', () => {
    const { exchange, asked, did, told } = openLine();
    expect(exchange.command({ type: 'offer', callId }).ok).toBe(true);
    expect(asked()).toEqual([]);
    expect(exchange.command({ type: 'accept', callId, handler: 'human' }).ok).toBe(true);
    expect(asked()).toEqual(['accept']);
    did({ type: 'answered' });
    expect(told()).toEqual(['answered']);
  });

  test('keeps the streams it was given while it rang, and refuses another', () => {
    const { exchange } = openLine();
    exchange.command({ type: 'offer', callId });
    expect(exchange.command({ type: 'offer', callId: 'c2' })).toEqual({ ok: false, failure: { kind: 'line-busy' } });
    expect(exchange.command({ type: 'dial', callId: 'c2', over: 'trunk' })).toEqual({
      ok: false,
      failure: { kind: 'line-busy' },
    });
  });
});
