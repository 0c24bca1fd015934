import { expect, test } from 'vitest';
import { decodeMuLaw, encodeMuLaw } from './mu-law.ts';

test('silence is 0xff and comes back as silence', () => {
  expect([...encodeMuLaw(new Int16Array(3))]).toEqual([0xff, 0xff, 0xff]);
  expect([...decodeMuLaw(Uint8Array.of(0xff, 0x7f))]).toEqual([0, 0]);
});

test('every byte survives a round trip, but for negative zero, which becomes zero', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect([...encodeMuLaw(decodeMuLaw(bytes))]).toEqual([...bytes].map((byte) => (byte === 0x7f ? 0xff : byte)));
});

test('the error stays within a step that grows with loudness, and clipping keeps the sign', () => {
  const pcm = Int16Array.from({ length: 65_536 }, (_, i) => i - 32_768);
  const back = decodeMuLaw(encodeMuLaw(pcm));
  const outside = pcm.filter((sample, i) => Math.abs(back[i]! - sample) > Math.max(8, Math.abs(sample) * 0.04) + 4);
  expect([...outside]).toEqual([]);
});
