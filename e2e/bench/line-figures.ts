import { loudness } from '../doubles/twilio-edge/codec.ts';
import type { EdgeCall } from '../doubles/twilio-edge/edge-call.ts';
import { atMost, type Figure } from '../../src/headless/bench/bench-report.ts';

// What the measurements of a call over the carrier have in common: times on the wall clock, and percentiles.

/** What the far end hears of a tone or a voice, dBFS; a line that is silent is far below. */
export const LOUD_DB = -40;

export const rest = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
export const wallNow = () => performance.timeOrigin + performance.now();

export const percentile = (values: readonly number[], share: number): number | null =>
  values.length === 0 ? null : values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1]!;

export type Limit = { share: number; ms: number };
export const within = (metric: string, values: readonly number[], { share, ms }: Limit): Figure =>
  atMost(metric, { value: percentile(values, share), n: values.length }, { limit: ms, unit: 'ms' });

/** A count that must be nought, out of `n`. */
export const none = (metric: string, value: number | null, n: number): Figure =>
  atMost(metric, { value, n }, { limit: 0, unit: '' });

/** For the report: what it usually is, how bad it gets. */
export const spread = (values: readonly number[]) => ({
  n: values.length,
  p50: percentile(values, 0.5),
  p95: percentile(values, 0.95),
  p99: percentile(values, 0.99),
  max: percentile(values, 1),
});

export type FarFrame = { pcm: Int16Array; atMs: number };
/** What came to the far end since then, on the wall clock. */
export const arrivedSince = (far: EdgeCall, sinceMs: number): FarFrame[] =>
  far.received().flatMap(({ pcm, atMs }) => {
    const at = performance.timeOrigin + atMs;
    return at >= sinceMs ? [{ pcm, atMs: at }] : [];
  });
export const isLoud = ({ pcm }: { pcm: Int16Array }): boolean => loudness(pcm) > LOUD_DB;
