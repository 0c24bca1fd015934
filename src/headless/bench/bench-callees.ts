import { noTally, simulateCallees } from '../../domain/agent/scheduler/testing/callees-world.ts';

/**
 * A hundred thousand simulated callees against the agents and the calendar's rules: `node src/headless/bench/bench-callees.ts
 * [callees] [first seed]`. Prints each kind of wrong once, with the words that led to it, and exits with 1 where there is one.
 */
const [callees = 100_000, firstSeed = 1] = process.argv.slice(2).map(Number);
const tally = noTally();
const kinds = new Map<string, number>();
const startedMs = performance.now();
for (let seed = firstSeed; seed < firstSeed + callees / 2; seed++) {
  for (const { what, story } of simulateCallees(seed, tally)) {
    if (!kinds.has(what)) console.log([`${what} (seed ${seed})`, ...story].join('\n'));
    kinds.set(what, (kinds.get(what) ?? 0) + 1);
  }
}
console.log({
  ...tally,
  wrongs: Object.fromEntries(kinds),
  seconds: Math.round((performance.now() - startedMs) / 1000),
});
process.exitCode = kinds.size > 0 ? 1 : 0;
