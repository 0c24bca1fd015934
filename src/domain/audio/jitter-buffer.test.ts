import { describe, expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { createJitterBuffer, type SoundPacket } from './jitter-buffer.ts';

const LOUD = 0.25;
const packet = (seq: number, level = LOUD): SoundPacket => ({
  seq,
  timestamp: seq * 160,
  frame: new Float32Array(160).fill(level === 0 ? 0 : level + seq / 65_536),
});
/** Which packet a frame was made of; 'silence' or 'repeat' where of none. */
const nameOf = (frame: Float32Array) => {
  const last = frame[159]!;
  if (last === 0) return 'silence';
  const seq = (last - LOUD) * 65_536;
  return Number.isInteger(seq) && seq >= 0 ? seq : 'repeat';
};

/** Plays `arrivals` (packet and time of arrival) for `ms`, at 20 ms a pull. */
function listen(arrivals: { packet: SoundPacket; atMs: number }[], ms: number) {
  const buffer = createJitterBuffer();
  const waiting = [...arrivals].sort((a, b) => a.atMs - b.atMs);
  const heard: ReturnType<typeof nameOf>[] = [];
  for (let now = 0; now < ms; now += 20) {
    while (waiting[0] && waiting[0].atMs <= now) buffer.push(waiting.shift()!.packet, now);
    heard.push(nameOf(buffer.pull(now)));
  }
  return { heard, ...buffer.counts() };
}

const even = (count: number, level?: number) =>
  Array.from({ length: count }, (_, seq) => ({ packet: packet(seq, level), atMs: seq * 20 }));

test('an even stream comes out as it went in, 60 ms later', () => {
  const { heard, lost, stretched } = listen(even(10), 260);
  expect(heard).toEqual(['silence', 'silence', 'silence', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect([lost, stretched]).toEqual([0, 0]);
});

test('packets that overtake each other are put in order', () => {
  const order = [1, 0, 3, 2, 5, 4];
  const { heard } = listen(
    order.map((seq, i) => ({ packet: packet(seq), atMs: i * 20 })),
    200,
  );
  expect(heard.filter((name) => typeof name === 'number')).toEqual([0, 1, 2, 3, 4, 5]);
});

test('a packet that comes twice is heard once', () => {
  const { heard } = listen([...even(4), { packet: packet(1), atMs: 30 }], 160);
  expect(heard.filter((name) => name === 1)).toHaveLength(1);
});

test('a lost packet is bridged by a fading repeat, counted, and shifts nothing', () => {
  const { heard, lost } = listen(
    even(10).filter((_, i) => i !== 4),
    260,
  );
  expect(heard).toEqual(['silence', 'silence', 'silence', 0, 1, 2, 3, 'repeat', 5, 6, 7, 8, 9]);
  expect(lost).toBe(1);
});

test('a long gap fades to silence within 60 ms', () => {
  const { heard, lost } = listen(
    even(20).filter((_, i) => i < 5 || i > 12),
    460,
  );
  expect(heard.slice(8, 16)).toEqual([
    'repeat',
    'repeat',
    'repeat',
    'silence',
    'silence',
    'silence',
    'silence',
    'silence',
  ]);
  expect(heard.slice(16)).toEqual([13, 14, 15, 16, 17, 18, 19]);
  expect(lost).toBe(8);
});

test('nothing clicks where a repeat meets the true sound', () => {
  const buffer = createJitterBuffer();
  const heard: number[] = [];
  const wave = (seq: number) =>
    Float32Array.from({ length: 160 }, (_, i) => 0.3 * Math.sin((2 * Math.PI * 50 * (seq * 160 + i)) / 8000));
  for (let seq = 0; seq < 12; seq++) {
    if (seq !== 5) buffer.push({ seq, timestamp: seq * 160, frame: wave(seq) }, seq * 20);
    heard.push(...buffer.pull(seq * 20));
  }
  const steps = heard.slice(1).map((x, i) => Math.abs(x - heard[i]!));
  expect(Math.max(...steps)).toBeLessThan(0.05);
});

test('a burst after a pause in delivery is caught up with, so that the call does not stay late', () => {
  const arrivals = even(60).map(({ packet: sent, atMs }) => ({
    packet: sent,
    atMs: sent.seq >= 20 && sent.seq < 35 ? 700 : atMs,
  }));
  const { heard } = listen(arrivals, 1260);
  expect(heard.indexOf(45)).toBeLessThanOrEqual(45 + 6);
  expect(heard.at(-1)).not.toBe('repeat');
});

describe('with packets up to 50 ms late', () => {
  const late = (seconds: number, level?: number) => {
    const random = createRandom(7);
    return even(seconds * 50, level).map(({ packet: sent, atMs }) => ({ packet: sent, atMs: atMs + random() * 50 }));
  };

  test('a voice is heard whole and in order', () => {
    const { heard, lost, stretched } = listen(late(20), 20_000);
    const names = heard.filter((name) => typeof name === 'number');
    expect(names).toEqual(names.map((_, i) => i));
    expect([lost, stretched]).toEqual([0, 0]);
  });

  test.each([1, 2, 3, 4, 5])('and 2 %% of them lost, no more than these are missing (seed %i)', (seed) => {
    const random = createRandom(seed);
    const sent = even(1000)
      .map(({ packet: one, atMs }) => ({ packet: one, atMs: atMs + random() * 50 }))
      .filter(() => random() > 0.02);
    const { heard, lost, stretched } = listen(sent, 20_200);
    expect(heard.filter((name) => typeof name === 'number').length).toBeGreaterThanOrEqual(sent.length - 3);
    expect(lost).toBeLessThanOrEqual(1000 - sent.length + 3);
    expect(stretched).toBeLessThanOrEqual(3);
  });
});

test('where the way is even, the wait shrinks to 20 ms in a silence', () => {
  const speech = even(200).map(({ packet: { seq }, atMs }) => ({ packet: packet(seq, seq < 100 ? 0 : LOUD), atMs }));
  const { heard, adjusted, lost } = listen(speech, 4_100);
  expect(heard.indexOf(150)).toBeLessThanOrEqual(150 + 2);
  expect(adjusted).toBeGreaterThan(0);
  expect(lost).toBe(0);
});

test.each([
  ['fast', 0.9995],
  ['slow', 1.0005],
])('a far end whose clock runs %s is followed in the silences, and no word is lost', (_, pace) => {
  const talk = Array.from({ length: 6000 }, (_unused, seq) => ({
    packet: packet(seq, seq % 200 < 100 ? LOUD : 0),
    atMs: seq * 20 * pace,
  }));
  const { heard, lost, stretched, adjusted } = listen(talk, 6000 * 20 * pace - 100);
  expect([lost, stretched]).toEqual([0, 0]);
  expect(adjusted).toBeGreaterThan(0);
  expect(heard.filter((name) => typeof name === 'number').length).toBeGreaterThan(2_950);
});

test('a far end that sends nothing while it is silent loses nothing', () => {
  const talk = Array.from({ length: 100 }, (_, seq) => {
    const place = seq < 50 ? seq : seq + 70;
    return { packet: { ...packet(seq), timestamp: place * 160 }, atMs: place * 20 };
  });
  const { heard, lost } = listen(talk, 3_600);
  expect(lost).toBe(0);
  expect(heard.filter((name) => typeof name === 'number')).toHaveLength(100);
});

test('a flood is bounded', () => {
  const buffer = createJitterBuffer();
  for (let seq = 0; seq < 10_000; seq++) buffer.push(packet(seq), 0);
  expect(buffer.counts().lost).toBe(9_900);
});
