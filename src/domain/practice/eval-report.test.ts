import { expect, test } from 'vitest';
import { type EvalAttempt, EvalReport, rateScenario, summariseEval } from './eval-report.ts';

const attempt = (passed: boolean, ...latenciesMs: number[]): EvalAttempt => ({
  seed: 1,
  passed,
  endReason: 'agent-hung-up',
  talkMs: 1_000,
  said: [],
  expectations: [],
  latenciesMs,
  degraded: [],
  failure: null,
});
const rated = (scenarioId: string, tags: string[], attempts: EvalAttempt[]) =>
  rateScenario({ scenarioId, title: scenarioId, file: `${scenarioId}.yaml`, tags, attempts });

const good = rated('good', ['booking'], [attempt(true, 10), attempt(true, 30)]);
const flaky = rated('flaky', ['booking', 'awkward'], [attempt(true, 20), attempt(false)]);

test('a scenario is rated by its attempts', () => {
  expect(flaky).toMatchObject({ passed: 1, of: 2, latency: { count: 1, p50Ms: 20, p95Ms: 20 } });
  expect(flaky.rates).toEqual([
    { k: 1, passAtK: 0.5, passHatK: 0.5 },
    { k: 2, passAtK: 1, passHatK: 0 },
  ]);
});

test('all of them together: whole scenarios, attempts, means of the rates, tags', () => {
  const summary = summariseEval([good, flaky]);
  expect(summary).toEqual({
    passed: 1,
    of: 2,
    attempts: { passed: 3, of: 4 },
    rates: [
      { k: 1, passAtK: 0.75, passHatK: 0.75 },
      { k: 2, passAtK: 1, passHatK: 0.5 },
    ],
    latency: { count: 3, p50Ms: 20, p95Ms: 30 },
    tags: [
      { tag: 'awkward', passed: 0, of: 1 },
      { tag: 'booking', passed: 1, of: 2 },
    ],
  });
});

test('a run that was ended before its first call is a report all the same', () => {
  const report: EvalReport = {
    version: 1,
    appVersion: '0.0.0',
    startedWallMs: 0,
    tookMs: 0,
    mode: 'text',
    languageModel: null,
    whole: false,
    scenarios: [],
    summary: summariseEval([]),
  };
  expect(EvalReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  expect(report.summary).toMatchObject({ passed: 0, of: 0, rates: [], latency: { p50Ms: null } });
});
