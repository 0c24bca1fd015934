import { expect, test } from 'vitest';
import { passAtK, passHatK, percentileOf } from './pass-rates.ts';

const choices = (of: number, k: number): number[][] =>
  k === 0 ? [[]] : Array.from({ length: of }, (_, last) => choices(last, k - 1).map((rest) => [...rest, last])).flat();

/** Straight from the definition: of all choices of k attempts, of which the first `passed` have passed. */
const counted = (passed: number, of: number, k: number) => {
  const all = choices(of, k);
  const share = (fits: (choice: number[]) => boolean) => all.filter(fits).length / all.length;
  return { at: share((one) => one.some((i) => i < passed)), hat: share((one) => one.every((i) => i < passed)) };
};

test('both rates are what counting all choices gives', () => {
  for (let of = 1; of <= 6; of++)
    for (let passed = 0; passed <= of; passed++)
      for (let k = 1; k <= of; k++) {
        const { at, hat } = counted(passed, of, k);
        expect(passAtK(passed, of, k)).toBeCloseTo(at, 10);
        expect(passHatK(passed, of, k)).toBeCloseTo(hat, 10);
      }
});

test('one of many attempts is no reliability', () => {
  expect(passAtK(1, 1_000, 1_000)).toBe(1);
  expect(passHatK(999, 1_000, 1_000)).toBe(0);
});

test('a percentile is one of the numbers', () => {
  expect(percentileOf([5, 1, 3], 0.5)).toBe(3);
  expect(percentileOf([5, 1, 3], 0.95)).toBe(5);
  expect(percentileOf([], 0.5)).toBeNull();
});
