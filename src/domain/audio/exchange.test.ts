import { describe, expect, test } from 'vitest';
import { createPortPair, type Port } from '../../base/port.ts';
import { encodeMuLaw } from './mu-law.ts';
import { createExchange, type StreamName } from './exchange.ts';
import type { ExchangeEvent } from './exchange-command.ts';

const callId = 'c1';
const settle = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

function openLine() {
  const events: ExchangeEvent[] = [];
  let now = 0;
  const exchange = createExchange({ tell: (event) => events.push(event), now: () => now });
  const give = (stream: StreamName): Port => {
    const [mine, theirs] = createPortPair();
    exchange.attach({ stream, callId }, theirs);
    return mine;
  };
  const run = async (frames: number, microphone = 0) => {
    const heard: number[] = [];
    for (let i = 0; i < frames; i++) {
      await settle();
      const speaker = new Float32Array(320);
      exchange.process(new Float32Array(320).fill(microphone), speaker);
      now += 20;
      heard.push(...speaker);
    }
    await settle();
    return heard;
  };
  const audio = give('audio');
  const trunk = give('trunk');
  exchange.command({ type: 'dial', callId, over: 'trunk' });
  return { exchange, events, give, run, audio, trunk };
}

async function pickUp() {
  const line = openLine();
  line.trunk.post({ type: 'answered' });
  await settle();
  return line;
}

describe('the speaker at the desk', () => {
  test('is silent while dialling and plays the ringing tone while it rings: two seconds on, four off', async () => {
    const { run, trunk } = openLine();
    expect((await run(10)).every((x) => x === 0)).toBe(true);
    trunk.post({ type: 'ringing' });
    const loudest = (samples: number[]) => Math.max(...samples.map(Math.abs));
    expect(loudest(await run(99))).toBeGreaterThan(0.05);
    await run(1);
    expect(loudest(await run(199))).toBe(0);
    await run(1);
    expect(loudest(await run(50))).toBeGreaterThan(0.05);
  });

  test('has the caller at full and the agent at half loudness, and never the own microphone', async () => {
    const { run, trunk, audio, exchange } = await pickUp();
    for (let seq = 0; seq < 6; seq++) {
      trunk.post({ type: 'packet', seq, timestamp: seq * 160, payload: encodeMuLaw(new Int16Array(160).fill(8000)) });
    }
    const caller = await run(6, 0.5);
    expect(caller.at(-1)! * 32768).toBeCloseTo(7932, -2);
    audio.post({ type: 'say', speechId: 's', pcm: new Int16Array(16_000).fill(4000) });
    const both = await run(30, 0.5);
    expect(both.at(-1)! * 32768).toBeCloseTo(2000, 0);
    exchange.command({ type: 'setHandler', callId, handler: 'human', by: 'screen', wish: { screen: 's1', count: 1 } });
    expect((await run(10, 0.5)).at(-1)).toBe(0);
  });
});

test('a sound file speaks for the human from its beginning at every take-over', async () => {
  const { run, audio, exchange } = await pickUp();
  exchange.command({ type: 'useMicrophoneFile', pcm: Int16Array.from({ length: 5000 }, (_, i) => i) });
  const spoken: number[][] = [];
  audio.onMessage((raw) => {
    const message = raw as { type: string; pcm: Int16Array };
    if (message.type === 'spoken') spoken.push([message.pcm[200]!, message.pcm[319]!]);
  });
  for (const handler of ['human', 'agent', 'human'] as const) {
    exchange.command({ type: 'setHandler', callId, handler, by: 'main', knows: {} });
    await run(1);
  }
  expect(spoken[0]).toEqual([200, 319]);
  expect(spoken.at(-1)).toEqual([200, 319]);
});

test('a new voice process takes the place of the old: what that left is dropped, and it is no longer listened to', async () => {
  const { run, audio, give } = await pickUp();
  audio.post({ type: 'say', speechId: 'old', pcm: new Int16Array(16_000).fill(4000) });
  await run(2);
  const fresh = give('audio');
  audio.post({ type: 'say', speechId: 'older', pcm: new Int16Array(16_000).fill(4000) });
  expect((await run(3)).slice(320).every((x) => x === 0)).toBe(true);
  fresh.post({ type: 'say', speechId: 'new', pcm: new Int16Array(16_000).fill(2000) });
  expect((await run(2)).at(-1)! * 32768).toBeCloseTo(1000, 0);
});

test('a new voice process is told who has the call', async () => {
  const { exchange, give, run } = await pickUp();
  exchange.command({ type: 'setHandler', callId, handler: 'human', by: 'main', knows: {} });
  await run(2);
  const told: unknown[] = [];
  give('audio').onMessage((message) => told.push(message));
  await settle();
  expect(told).toEqual([{ type: 'handler', handler: 'human', atSample: 640 }]);
});

test('a stream for another call is refused while a call is up', async () => {
  const { exchange } = await pickUp();
  const [mine, theirs] = createPortPair();
  let closed = false;
  mine.onClose(() => {
    closed = true;
  });
  exchange.attach({ stream: 'audio', callId: 'c2' }, theirs);
  await settle();
  expect(closed).toBe(true);
});

test('a bridging sentence that was never handed over is not said to have been played', async () => {
  const { exchange } = await pickUp();
  expect(exchange.command({ type: 'playClip', callId })).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  expect(exchange.command({ type: 'playClip', callId: 'c9' })).toMatchObject({
    ok: false,
    failure: { kind: 'not-found' },
  });
});

test('a mute is told of, refused while the agent has the call, and keeps the caller from hearing the human', async () => {
  const { exchange, events, run, trunk } = await pickUp();
  const mute = (muted: boolean) => exchange.command({ type: 'mute', callId, muted });
  expect(mute(true)).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  expect(exchange.command({ type: 'mute', callId: 'c9', muted: true })).toMatchObject({
    failure: { kind: 'not-found' },
  });
  exchange.command({ type: 'setHandler', callId, handler: 'human', by: 'main', knows: {} });
  await run(3, 0.5);
  const payloads: Uint8Array[] = [];
  trunk.onMessage((raw) => {
    const message = raw as { type: string; payload: Uint8Array };
    if (message.type === 'packet') payloads.push(message.payload);
  });
  expect(mute(true).ok).toBe(true);
  await run(4, 0.5);
  expect([...payloads.at(-1)!].every((byte) => byte === encodeMuLaw(new Int16Array(1))[0])).toBe(true);
  expect(mute(false).ok).toBe(true);
  expect(events.filter(({ type }) => type === 'microphoneMuted')).toEqual([
    { type: 'microphoneMuted', callId, muted: true },
    { type: 'microphoneMuted', callId, muted: false },
  ]);
});
