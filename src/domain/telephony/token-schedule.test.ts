import { expect, test } from 'vitest';
import { tokenDueInMs } from './token-schedule.ts';

const HOUR = 3_600_000;
const held = { mintedAtWallMs: 10 * HOUR, expiresAtWallMs: 11 * HOUR };

test('Without a token one is due at once', () => {
  expect(tokenDueInMs(null, 5, 0)).toBe(0);
});

test('A token is renewed while a quarter of it is left', () => {
  expect(tokenDueInMs(held, held.mintedAtWallMs, 0)).toBe(0.75 * HOUR);
  expect(tokenDueInMs(held, held.mintedAtWallMs + HOUR / 2, 0)).toBe(0.25 * HOUR);
});

test('A token that ended while the machine slept is renewed at once', () => {
  expect(tokenDueInMs(held, 20 * HOUR, 0)).toBe(0);
});

test('A clock set back a day puts nothing off beyond the token', () => {
  expect(tokenDueInMs(held, held.mintedAtWallMs - 24 * HOUR, 0)).toBe(0.75 * HOUR);
});

test('A short token is renewed half-way, never before it was made', () => {
  expect(tokenDueInMs({ mintedAtWallMs: 0, expiresAtWallMs: 60_000 }, 0, 0)).toBe(30_000);
});

test('After failures the wait doubles, up to a minute', () => {
  expect([1, 2, 3, 7, 50].map((failures) => tokenDueInMs(held, 20 * HOUR, failures))).toEqual([
    1_000, 2_000, 4_000, 60_000, 60_000,
  ]);
});
