import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';

/** One row of a bench: `ok` is null where there is no goal to hold it against. */
export type BenchMetric = {
  metric: string;
  value: number;
  unit: string;
  goal: number | null;
  ok: boolean | null;
  n: number;
};
export type BenchOptions = { json: string | undefined; quick: boolean; seed: number };

/** What every bench takes: --json FILE, --quick, --seed N. Throws an Error that says which argument is wrong. */
export function readBenchOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      json: { type: 'string' },
      quick: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
    },
  });
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`--seed takes a whole number, not ${values.seed}`);
  return { json: values.json, quick: values.quick, seed };
}

/** The value below which `share` (0 to 1) of the numbers lie. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** A row that is held against a goal of at most `goal`. */
export function atMost(
  metric: string,
  numbers: readonly number[],
  bound: { share: number; goal: number | null },
): BenchMetric {
  const value = Math.round(percentile(numbers, bound.share) * 100) / 100;
  return {
    metric,
    value,
    unit: 'ms',
    goal: bound.goal,
    ok: bound.goal === null ? null : value <= bound.goal,
    n: numbers.length,
  };
}

/** Prints the JSON object and a table for people; writes the JSON to the file that was asked for. Answers whether all goals held. */
export function printBench(bench: string, metrics: readonly BenchMetric[], options: BenchOptions): boolean {
  const report = {
    bench,
    seed: options.seed,
    quick: options.quick,
    metrics,
    machine: describeMachine(),
    commit: commitId(),
  };
  const text = JSON.stringify(report);
  process.stdout.write(`${text}\n`);
  for (const { metric, value, unit, goal, ok, n } of metrics) {
    const verdict = ok === null ? '' : ok ? 'held' : 'MISSED';
    process.stdout.write(
      `${metric.padEnd(44)} ${value.toFixed(2).padStart(9)} ${unit}  ${goal === null ? '' : `goal ${goal}`.padEnd(10)} ${verdict} (n ${n})\n`,
    );
  }
  if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  return metrics.every(({ ok }) => ok !== false);
}

function describeMachine(): string {
  const load = loadavg()[0] ?? 0;
  return `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores, load ${load.toFixed(1)}, Node ${process.versions.node}`;
}

function commitId(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}
