import { z } from 'zod';
import { EndReason } from '../call/call-id.ts';
import { Failure } from '../failure.ts';
import { LatencySplit, Turn } from '../record/turn.ts';
import { PracticeReport } from './practice-report.ts';

/** One practice call that was run in the terminal. */
export const HeadlessCall = z.object({
  callId: z.string(),
  scenarioId: z.string(),
  leadName: z.string(),
  seed: z.number().nullable(),
  endReason: EndReason.nullable(),
  talkMs: z.number(),
  /** Where the agent's words came from. */
  mind: z.enum(['language-model', 'rehearsed']),
  languageModel: z.string().nullable(),
  voiceId: z.string(),
  turns: z.array(Turn),
  latencies: z.array(z.object({ turnId: z.string(), split: LatencySplit })),
  practice: PracticeReport.nullable(),
  degraded: z.array(Failure),
  wav: z.string().nullable(),
  /** Why there was no call, or why it broke. */
  failure: Failure.nullable(),
  /** Whether the call went through and every expectation held. */
  passed: z.boolean(),
});
export type HeadlessCall = z.infer<typeof HeadlessCall>;

const Percentiles = z.object({
  count: z.number(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  maxMs: z.number().nullable(),
});

/** What `npm run practice -- --json FILE` writes. */
export const HeadlessReport = z.object({
  version: z.literal(1),
  appVersion: z.string(),
  startedWallMs: z.number(),
  machine: z.object({ cpu: z.string(), cores: z.number(), memoryGb: z.number(), platform: z.string() }),
  runtime: z.string(),
  /** On the simulated clock no work takes time: its latencies say nothing about a real machine. */
  simulatedClock: z.boolean(),
  calls: z.array(HeadlessCall),
  summary: z.object({
    passed: z.number(),
    of: z.number(),
    expectations: z.object({ held: z.number(), of: z.number() }),
    /** Voice to voice, by the line's clock. */
    latency: Percentiles,
  }),
});
export type HeadlessReport = z.infer<typeof HeadlessReport>;

/** Counts, medians and extremes over all calls. */
export function summariseCalls(calls: readonly HeadlessCall[]): HeadlessReport['summary'] {
  const expectations = calls.flatMap((call) => call.practice?.expectations ?? []);
  const answers = calls.flatMap((call) => call.latencies.map(({ split }) => split.heardMs)).sort((a, b) => a - b);
  return {
    passed: calls.filter((call) => call.passed).length,
    of: calls.length,
    expectations: { held: expectations.filter((expectation) => expectation.held).length, of: expectations.length },
    latency: {
      count: answers.length,
      p50Ms: percentile(answers, 0.5),
      p95Ms: percentile(answers, 0.95),
      maxMs: answers.at(-1) ?? null,
    },
  };
}

/** Nearest rank of sorted numbers; null where there is none. */
function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
