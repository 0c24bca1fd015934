import { expect, it } from 'vitest';
import { parseRange } from './parse-range.ts';

it.each([
  [null, { from: 0, to: 999 }],
  ['bytes=0-', { from: 0, to: 999 }],
  ['bytes=100-199', { from: 100, to: 199 }],
  ['bytes=900-5000', { from: 900, to: 999 }],
  ['bytes=-100', { from: 900, to: 999 }],
  ['bytes=-5000', { from: 0, to: 999 }],
  ['bytes=1000-', undefined],
  ['bytes=200-100', undefined],
  ['bytes=-', undefined],
  ['pages=1-2', undefined],
])('%j of 1000 bytes', (header, range) => {
  expect(parseRange(header, 1_000)).toEqual(range);
});
