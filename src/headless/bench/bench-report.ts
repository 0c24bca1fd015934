import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

/** One figure beside its goal. `value` is null where nothing was measured, which is no success. */
export type Figure = { metric: string; value: number | null; unit: string; goal: string; ok: boolean; n: number };

/** A figure that must not be above its goal. */
export const atMost = (
  metric: string,
  measured: { value: number | null; n: number },
  goal: { limit: number; unit: string },
): Figure => ({
  metric,
  ...measured,
  unit: goal.unit,
  goal: `≤ ${goal.limit}`,
  ok: measured.value !== null && measured.value <= goal.limit,
});

/** A figure that must not be below its goal. */
export const atLeast = (
  metric: string,
  measured: { value: number | null; n: number },
  goal: { limit: number; unit: string },
): Figure => ({
  metric,
  ...measured,
  unit: goal.unit,
  goal: `≥ ${goal.limit}`,
  ok: measured.value !== null && measured.value >= goal.limit,
});

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}

/** Prints a table for people, and one JSON object: to `json`, or to standard output. */
export function reportBench(
  bench: string,
  figures: readonly Figure[],
  more: { json: string | null; detail: object },
): void {
  for (const { metric, value, unit, goal, ok, n } of figures) {
    const shown = value === null ? '–' : `${Math.round(value * 1000) / 1000} ${unit}`;
    process.stdout.write(
      `${ok ? '✓' : '✗'} ${metric.padEnd(52)} ${shown.padStart(12)}   goal ${goal} ${unit}   n ${n}\n`,
    );
  }
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    load1: loadavg()[0],
    node: process.versions.node,
  };
  const body = JSON.stringify({ bench, figures, machine, commit: commit(), ...more.detail }, null, 2);
  if (more.json) writeFileSync(more.json, `${body}\n`);
  else process.stdout.write(`${body}\n`);
}
