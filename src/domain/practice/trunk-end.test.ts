import { expect, test } from 'vitest';
import { decodeMuLaw, encodeMuLaw } from '../audio/mu-law.ts';
import { createTrunkEnd, type TrunkSignal } from './trunk-end.ts';
import type { TrunkMessage } from './trunk-message.ts';

function setUp() {
  const sent: TrunkMessage[] = [];
  const signals: TrunkSignal[] = [];
  let now = 0;
  const end = createTrunkEnd({
    send: (message) => sent.push(message),
    onSignal: (signal) => signals.push(signal),
    now: () => now,
  });
  const pull = (count: number) => {
    const block = new Float32Array(count);
    end.pull(block);
    return [...block].map((x) => Math.round(x * 32768));
  };
  const passTime = (ms: number) => {
    now += ms;
  };
  return { end, sent, signals, pull, passTime };
}
const packet = (seq: number, level: number): TrunkMessage => ({
  type: 'packet',
  seq,
  timestamp: seq * 160,
  payload: encodeMuLaw(new Int16Array(160).fill(level)),
});

test('signals pass both ways', () => {
  const { end, sent, signals } = setUp();
  end.invite('c1');
  for (const type of ['ringing', 'answered', 'declined', 'bye'] as const) end.receive({ type });
  end.receive({ type: 'digit', digit: '#' });
  end.hangUp('c1');
  expect(sent).toEqual([{ type: 'invite', callId: 'c1' }, { type: 'bye' }]);
  expect(signals.map(({ type }) => type)).toEqual(['ringing', 'answered', 'declined', 'bye', 'digit']);
});

test('what is said leaves as packets of 20 ms, numbered and dated as in RTP, whatever the block length', () => {
  const { end, sent } = setUp();
  for (let i = 0; i < 10; i++) end.push(new Float32Array(128).fill(5000 / 32768));
  expect(
    sent.map((message) => message.type === 'packet' && [message.seq, message.timestamp, message.payload.length]),
  ).toEqual([
    [0, 0, 160],
    [1, 160, 160],
    [2, 320, 160],
    [3, 480, 160],
  ]);
  const last = sent[3] as Extract<TrunkMessage, { type: 'packet' }>;
  expect([...decodeMuLaw(last.payload)].every((x) => Math.abs(x - 5000) < 150)).toBe(true);
});

test('what the far end says is heard in blocks of any length, 60 ms of safety and 1 ms of filter later', () => {
  const { end, pull } = setUp();
  end.receive(packet(0, 3000));
  end.receive(packet(1, 3000));
  const heard = [...pull(100), ...pull(7), ...pull(1600)];
  const first = heard.findIndex((x) => x > 1500);
  expect(first).toBeGreaterThanOrEqual(960);
  expect(first).toBeLessThanOrEqual(960 + 18);
  expect(Math.abs(heard[1200]! - 3000)).toBeLessThan(150);
});

test('a packet that is no packet is dropped and counted as lost', () => {
  const { end, pull } = setUp();
  end.receive({ type: 'packet', seq: 0, timestamp: 0, payload: new Uint8Array(3) });
  end.receive({ type: 'packet', seq: Number.NaN, timestamp: 0, payload: new Uint8Array(160) });
  end.receive({ type: 'packet', seq: 0, timestamp: Number.POSITIVE_INFINITY, payload: new Uint8Array(160) });
  expect(pull(3200).every((x) => x === 0)).toBe(true);
  expect(end.framesLost()).toBe(3);
});

test('an audio thread that was held up for 300 ms and then catches up loses nothing of what came meanwhile', () => {
  const { end, pull, passTime } = setUp();
  const heard: number[] = [];
  let seq = 0;
  const arrive = () => end.receive(packet(seq, 3000 + 8 * seq++));
  for (let i = 0; i < 50; i++) {
    arrive();
    heard.push(...pull(320));
    passTime(20);
  }
  for (let i = 0; i < 15; i++) {
    arrive();
    passTime(20);
  }
  heard.push(...pull(15 * 320));
  for (let i = 0; i < 50; i++) {
    arrive();
    heard.push(...pull(320));
    passTime(20);
  }
  expect(end.framesLost()).toBe(0);
  expect(heard.slice(2000).every((x) => x > 2800)).toBe(true);
});
