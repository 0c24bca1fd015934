import { expect, it } from 'vitest';
import { noTally, simulateCallees, type Wrong } from './testing/callees-world.ts';

/** `bench:callees` runs a hundred thousand; this many are enough to catch what is broken. */
const PAIRS = 400;

it('books nobody who did not say yes, nobody twice, and says nothing that is not so', () => {
  const tally = noTally();
  const wrongs: Wrong[] = [];
  for (let seed = 1; seed <= PAIRS && wrongs.length === 0; seed++) wrongs.push(...simulateCallees(seed, tally));
  expect(wrongs.map(({ seed, what, story }) => [`${seed}: ${what}`, ...story].join('\n'))).toEqual([]);
  // Nothing is proved by callees who book nothing.
  expect(tally.booked).toBeGreaterThan(PAIRS / 4);
  expect(tally.moved).toBeGreaterThan(PAIRS / 40);
  expect(tally.cancelled).toBeGreaterThan(0);
}, 120_000);
