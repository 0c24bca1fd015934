import type { Scene } from './bench-floor-scenes.ts';

export const PAUSES_MS = [300, 500, 800, 1200, 1500] as const;

export type Metric = {
  readonly metric: string;
  readonly value: number;
  readonly goal: string;
  readonly ok: boolean;
  readonly n: number;
};

/** GOALS G6 and G7, and the decision's part of G2 and G22. Ratios are 0 to 1, times ms. */
export function measureFloor(scenes: readonly Scene[]): Metric[] {
  const of = (kind: Scene['kind']) => scenes.filter((scene) => scene.kind === kind);
  const [finished, hesitating, interruptions] = [of('finished'), of('hesitating'), of('interruption')];
  const small = [...of('backchannel'), ...of('noise')];
  const delays = finished.map((scene) => scene.spokeAfterMs ?? Infinity);
  const talkedOver = (pauseMs: number) => share(hesitating, (scene) => (scene.spokeAfterMs ?? Infinity) < pauseMs);
  const hushes = interruptions.map((scene) => scene.hushedAfterMs ?? Infinity);
  const errors = [...finished, ...hesitating].map((scene) => Math.abs(scene.lastSoundErrorMs ?? Infinity));
  const overall = PAUSES_MS.reduce((sum, pauseMs) => sum + talkedOver(pauseMs), 0) / PAUSES_MS.length;
  return [
    atMost('decision p50, ms', percentile(delays, 0.5), 250, finished.length),
    atMost('decision p95, ms', percentile(delays, 0.95), 480, finished.length),
    atMost(
      'spoke within a finished turn',
      share(finished, (scene) => (scene.spokeAfterMs ?? 0) < 0),
      0.03,
      finished.length,
    ),
    ...PAUSES_MS.map((pauseMs) =>
      atMost(`talked over a pause of ${pauseMs} ms`, talkedOver(pauseMs), 0.1, hesitating.length),
    ),
    atMost('talked over a pause, all lengths', overall, 0.1, hesitating.length * PAUSES_MS.length),
    atLeast(
      'talked on through backchannels and noise',
      share(small, (scene) => scene.hushedAfterMs === undefined),
      0.8,
      small.length,
    ),
    atLeast(
      'yielded to interruptions',
      share(interruptions, (scene) => scene.hushedAfterMs !== undefined),
      0.97,
      interruptions.length,
    ),
    atMost('yielded after, p50, ms', percentile(hushes, 0.5), 500, interruptions.length),
    atMost('yielded after, p95, ms', percentile(hushes, 0.95), 900, interruptions.length),
    atMost(
      'ducked after, p95, ms',
      percentile(
        interruptions.map((scene) => scene.duckedAfterMs ?? Infinity),
        0.95,
      ),
      200,
      interruptions.length,
    ),
    atMost('last sound against the recording p95, ms', percentile(errors, 0.95), 20, errors.length),
  ];
}

const atMost = (metric: string, value: number, goal: number, n: number): Metric => ({
  metric,
  value,
  goal: `<= ${goal}`,
  ok: value <= goal,
  n,
});
const atLeast = (metric: string, value: number, goal: number, n: number): Metric => ({
  metric,
  value,
  goal: `>= ${goal}`,
  ok: value >= goal,
  n,
});

function share<Item>(items: readonly Item[], is: (item: Item) => boolean): number {
  return items.length === 0 ? 0 : items.filter(is).length / items.length;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

export function describeMetrics(
  metrics: readonly Metric[],
  { set, speakers }: { set: string; speakers: readonly string[] },
): string {
  const rows = metrics.map(({ metric, value, goal, ok, n }) => {
    const shown = value < 1.01 ? value.toFixed(3) : value.toFixed(0);
    return `${ok ? 'ok  ' : 'MISS'}  ${metric.padEnd(44)} ${shown.padStart(7)}   goal ${goal.padEnd(8)} n ${n}`;
  });
  return [`floor, ${set} lines, speakers ${speakers.join(', ')}`, ...rows].join('\n');
}
