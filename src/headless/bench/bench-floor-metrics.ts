import { atLeast, atMost, type Figure } from './bench-report.ts';
import type { Scene } from './bench-floor-scenes.ts';

const PAUSES_MS = [300, 500, 800, 1200, 1500] as const;

/** GOALS G6 and G7, and the decision's part of G2 and G22. Shares are 0 to 1. */
export function measureFloor(scenes: readonly Scene[]): Figure[] {
  const of = (kind: Scene['kind']) => scenes.filter((scene) => scene.kind === kind);
  return [
    ...turnFigures(of('finished'), of('hesitating')),
    ...overlapFigures([...of('backchannel'), ...of('noise')], of('interruption')),
  ];
}

function turnFigures(finished: readonly Scene[], hesitating: readonly Scene[]): Figure[] {
  const delays = finished.map((scene) => scene.spokeAfterMs ?? Infinity);
  const errors = [...finished, ...hesitating].map((scene) => Math.abs(scene.lastSoundErrorMs ?? Infinity));
  const talkedOver = (pauseMs: number) => share(hesitating, (scene) => (scene.spokeAfterMs ?? Infinity) < pauseMs);
  const shares = PAUSES_MS.map((pauseMs) => ({ pauseMs, ...talkedOver(pauseMs) }));
  const overall = shares.reduce((sum, { value }) => sum + value, 0) / shares.length;
  return [
    atMost('decision after the last sound, p50', percentile(delays, 0.5), { limit: 250, unit: 'ms' }),
    atMost('decision after the last sound, p95', percentile(delays, 0.95), { limit: 480, unit: 'ms' }),
    atMost(
      'spoke within a finished turn',
      share(finished, (scene) => (scene.spokeAfterMs ?? 0) < 0),
      { limit: 0.03, unit: '' },
    ),
    ...shares.map(({ pauseMs, value, n }) =>
      atMost(`talked over a pause of ${pauseMs} ms`, { value, n }, { limit: 0.1, unit: '' }),
    ),
    atMost(
      'talked over a pause, all lengths',
      { value: overall, n: hesitating.length * shares.length },
      { limit: 0.1, unit: '' },
    ),
    atMost('last sound against the recording, p95', percentile(errors, 0.95), { limit: 20, unit: 'ms' }),
  ];
}

function overlapFigures(small: readonly Scene[], interruptions: readonly Scene[]): Figure[] {
  const hushes = interruptions.map((scene) => scene.hushedAfterMs ?? Infinity);
  const ducks = interruptions.map((scene) => scene.duckedAfterMs ?? Infinity);
  return [
    atLeast(
      'talked on through backchannels and noise',
      share(small, (scene) => scene.hushedAfterMs === undefined),
      { limit: 0.8, unit: '' },
    ),
    atLeast(
      'yielded to interruptions',
      share(interruptions, (scene) => scene.hushedAfterMs !== undefined),
      { limit: 0.97, unit: '' },
    ),
    atMost('yielded after their first sound, p50', percentile(hushes, 0.5), { limit: 500, unit: 'ms' }),
    atMost('yielded after their first sound, p95', percentile(hushes, 0.95), { limit: 900, unit: 'ms' }),
    atMost('ducked after their first sound, p95', percentile(ducks, 0.95), { limit: 200, unit: 'ms' }),
  ];
}

type Measured = { value: number; n: number };

function share<Item>(items: readonly Item[], is: (item: Item) => boolean): Measured {
  return { value: items.length === 0 ? 0 : items.filter(is).length / items.length, n: items.length };
}

function percentile(values: readonly number[], part: number): Measured {
  const sorted = values.toSorted((a, b) => a - b);
  return { value: sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0, n: values.length };
}
