import { z } from 'zod';
import { EndReason } from '../call/call-id.ts';
import { Failure } from '../failure.ts';
import { passAtK, passHatK, percentileOf } from './pass-rates.ts';

const Latency = z.object({ count: z.number(), p50Ms: z.number().nullable(), p95Ms: z.number().nullable() });
const Rates = z.object({ k: z.number().int(), passAtK: z.number(), passHatK: z.number() });

/** One call of a scenario. */
export const EvalAttempt = z.object({
  seed: z.number().int(),
  passed: z.boolean(),
  endReason: EndReason.nullable(),
  talkMs: z.number(),
  /** What was said, in order. */
  said: z.array(z.object({ side: z.enum(['caller', 'agent', 'human']), text: z.string(), atMs: z.number() })),
  expectations: z.array(z.object({ name: z.string(), held: z.boolean(), detail: z.string() })),
  /** In text: thinking alone, from the lead's last word to our first. In sound: voice to voice. */
  latenciesMs: z.array(z.number()),
  degraded: z.array(Failure),
  /** Why there was no call. */
  failure: Failure.nullable(),
});
export type EvalAttempt = z.infer<typeof EvalAttempt>;

export const EvalScenario = z.object({
  scenarioId: z.string(),
  title: z.string(),
  file: z.string(),
  tags: z.array(z.string()),
  attempts: z.array(EvalAttempt),
  passed: z.number().int(),
  of: z.number().int(),
  rates: z.array(Rates),
  latency: Latency,
});
export type EvalScenario = z.infer<typeof EvalScenario>;

/** What `npm run eval -- --json FILE` writes. */
export const EvalReport = z.object({
  version: z.literal(1),
  appVersion: z.string(),
  startedWallMs: z.number(),
  tookMs: z.number(),
  mode: z.enum(['text', 'spoken']),
  /** null: rehearsed replies. */
  languageModel: z.string().nullable(),
  /** false: it was ended before all was done, and this is what is known. */
  whole: z.boolean(),
  scenarios: z.array(EvalScenario),
  summary: z.object({
    /** Scenarios of which every attempt passed. */
    passed: z.number().int(),
    of: z.number().int(),
    attempts: z.object({ passed: z.number().int(), of: z.number().int() }),
    rates: z.array(Rates),
    latency: Latency,
    tags: z.array(z.object({ tag: z.string(), passed: z.number().int(), of: z.number().int() })),
  }),
});
export type EvalReport = z.infer<typeof EvalReport>;

type Rated = Pick<EvalScenario, 'scenarioId' | 'title' | 'file' | 'tags' | 'attempts'>;

/** What the attempts at one scenario say together. */
export function rateScenario(rated: Rated): EvalScenario {
  const { attempts } = rated;
  const of = attempts.length;
  const passed = attempts.filter((attempt) => attempt.passed).length;
  const rates = upTo(of).map((k) => ({ k, passAtK: passAtK(passed, of, k), passHatK: passHatK(passed, of, k) }));
  return { ...rated, passed, of, rates, latency: latencyOf(attempts) };
}

/** What all scenarios say together: rates are means over the scenarios that were tried so often. */
export function summariseEval(scenarios: readonly EvalScenario[]): EvalReport['summary'] {
  const isWhole = ({ passed, of }: EvalScenario) => of > 0 && passed === of;
  const attempts = scenarios.flatMap((scenario) => scenario.attempts);
  const tags = [...new Set(scenarios.flatMap((scenario) => scenario.tags))].sort();
  return {
    passed: scenarios.filter(isWhole).length,
    of: scenarios.length,
    attempts: { passed: attempts.filter(({ passed }) => passed).length, of: attempts.length },
    rates: upTo(Math.max(0, ...scenarios.map(({ of }) => of))).map((k) => meanRates(scenarios, k)),
    latency: latencyOf(attempts),
    tags: tags.map((tag) => {
      const tagged = scenarios.filter((scenario) => scenario.tags.includes(tag));
      return { tag, passed: tagged.filter(isWhole).length, of: tagged.length };
    }),
  };
}

function meanRates(scenarios: readonly EvalScenario[], k: number): z.infer<typeof Rates> {
  const rates = scenarios.flatMap((scenario) => scenario.rates.find((rate) => rate.k === k) ?? []);
  const mean = (key: 'passAtK' | 'passHatK') => rates.reduce((sum, rate) => sum + rate[key], 0) / rates.length;
  return { k, passAtK: mean('passAtK'), passHatK: mean('passHatK') };
}

const upTo = (most: number): number[] => Array.from({ length: most }, (_, i) => i + 1);

function latencyOf(attempts: readonly EvalAttempt[]): z.infer<typeof Latency> {
  const all = attempts.flatMap(({ latenciesMs }) => latenciesMs);
  return { count: all.length, p50Ms: percentileOf(all, 0.5), p95Ms: percentileOf(all, 0.95) };
}
