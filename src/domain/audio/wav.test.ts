import { describe, expect, test } from 'vitest';
import { encodeWav, parseWav, wavHeader } from './wav.ts';

const left = Int16Array.from([1, -2, 32767, -32768]);
const right = Int16Array.from([5, 6, 7, 8]);
const file = () => encodeWav(16_000, [left, right]);

test('both sides come back as they were written', () => {
  const read = parseWav(file());
  if (!read.ok) throw new Error(read.failure);
  expect(read.value.sampleRate).toBe(16_000);
  expect(read.value.channels.map((channel) => [...channel].map((x) => x * 32768))).toEqual([[...left], [...right]]);
});

test('a file inside a larger buffer, with another chunk before the sound, is read', () => {
  const whole = file();
  const odd = [
    ...whole.subarray(0, 36),
    ...Uint8Array.from([0x4c, 0x49, 0x53, 0x54, 3, 0, 0, 0, 1, 2, 3, 0]),
    ...whole.subarray(36),
  ];
  const shifted = new Uint8Array(odd.length + 3);
  shifted.set(odd, 3);
  expect(parseWav(shifted.subarray(3)).ok).toBe(true);
});

test('a length that was not known when writing began is taken to be the rest', () => {
  const open = file();
  open.set(Uint8Array.from([255, 255, 255, 255]), 40);
  expect(parseWav(open)).toMatchObject({ ok: true, value: { channels: [{ length: 4 }, { length: 4 }] } });
});

const patched = (at: number, ...bytes: number[]) => {
  const whole = file();
  whole.set(bytes, at);
  return whole;
};

describe('what cannot be read is refused with the reason', () => {
  test.each([
    ['nothing', new Uint8Array(0), 'it is not a WAV file'],
    ['text', new TextEncoder().encode('to be or not to be, that is'), 'it is not a WAV file'],
    ['no format', patched(12, 0x78), 'it does not say how its sound is written'],
    ['an empty format', patched(16, 4), 'it does not say how its sound is written'],
    ['compressed', patched(20, 0x55, 0), 'its sound is compressed (format 85); save it as 16-bit PCM'],
    ['24 bits', patched(34, 24), 'it has 24 bits a sample; save it as 16-bit PCM'],
    ['no channels', patched(22, 0), 'it has 0 channels; one or two are expected'],
    ['a rate of 5', patched(24, 5, 0, 0, 0), 'it has 5 samples a second; 8,000 to 192,000 can be used'],
    ['cut off', file().subarray(0, 50), 'it is cut off: 16 bytes of sound are promised, 6 are there'],
    ['cut off in the header', file().subarray(0, 30), 'it does not say how its sound is written'],
    ['header only', wavHeader({ sampleRate: 16_000, channels: 1 }, 0), 'it holds no sound'],
  ])('%s', (_, bytes, reason) => {
    expect(parseWav(bytes)).toEqual({ ok: false, failure: reason });
  });
});
