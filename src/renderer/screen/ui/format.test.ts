import { expect, test } from 'vitest';
import { bytesInWords, clockTime, milliseconds, plural, timeInWords } from './format.ts';

test.each([
  [0, '0:00'],
  [61_900, '1:01'],
  [3_600_000, '1:00:00'],
  [-5, '0:00'],
])('%d ms is shown as %s', (ms, shown) => {
  expect(clockTime(ms)).toBe(shown);
});

test.each([
  [400, '0 s'],
  [48_000, '48 s'],
  [60_000, '1 min'],
  [200_000, '3 min 20 s'],
  [3_900_000, '1 h 5 min'],
  [260_000_000, '3 days'],
])('%d ms is said as %s', (ms, said) => {
  expect(timeInWords(ms)).toBe(said);
});

test.each([
  [0, '0 kB'],
  [12, '1 kB'],
  [98_400_000, '98 MB'],
  [1_100_000_000, '1.1 GB'],
])('%d bytes are %s', (bytes, said) => {
  expect(bytesInWords(bytes)).toBe(said);
});

test('nothing measured is a dash, and one is not many', () => {
  expect(milliseconds(null)).toBe('–');
  expect(milliseconds(412.6)).toBe('413 ms');
  expect([plural(1, 'call'), plural(2, 'call'), plural(0, 'reply', 'replies')]).toEqual([
    '1 call',
    '2 calls',
    '0 replies',
  ]);
});
