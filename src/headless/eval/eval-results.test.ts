import { expect, test } from 'vitest';
import { type EvalAttempt, rateScenario, summariseEval } from '../../domain/practice/eval-report.ts';
import { scenarioLines, summaryLines } from './eval-results.ts';
import { refusedAttempt } from './refused-attempt.ts';

const held = { name: 'qualified', held: true, detail: 'they are qualified' };
const missed = { name: 'asks: agentSays', held: false, detail: '/AI/ was not in what was heard: No.' };
const attempt = (expectations: EvalAttempt['expectations']): EvalAttempt => ({
  ...refusedAttempt(1, { kind: 'refused', reason: '' }),
  endReason: 'caller-hung-up',
  latenciesMs: [12],
  passed: expectations.every((one) => one.held),
  expectations,
  failure: null,
});
const rated = (...attempts: EvalAttempt[]) =>
  rateScenario({ scenarioId: 'are-you-a-robot', title: 'Robot', file: 'r.yaml', tags: ['robot'], attempts });

test('one attempt is one line, with the reason under it where it did not pass', () => {
  expect(scenarioLines(rated(attempt([held])))).toEqual([expect.stringMatching(/^✓ are-you-a-robot +12 ms \/ 12 ms$/)]);
  expect(scenarioLines(rated(attempt([held, missed])))).toEqual([
    expect.stringMatching(/^✗ are-you-a-robot/),
    '    asks: agentSays: /AI/ was not in what was heard: No.',
  ]);
});

test('several attempts tell how often, and each reason once', () => {
  const lines = scenarioLines(rated(attempt([held]), attempt([missed]), attempt([missed])));
  expect(lines).toEqual([
    expect.stringContaining('1 of 3 · pass@1 33 % · pass@3 100 % · pass^3 0 %'),
    '    asks: agentSays: /AI/ was not in what was heard: No. (2×)',
  ]);
});

test('what never became a call says why, and what nobody could judge says how it ended', () => {
  const refused = refusedAttempt(1, { kind: 'refused', reason: 'A persona speaks in sound only.' });
  expect(scenarioLines(rated(refused)).join()).toContain('A persona speaks in sound only.');
  const ended = { ...attempt([]), passed: false, endReason: 'human-hung-up' as const };
  expect(scenarioLines(rated(ended)).join()).toContain('The call ended otherwise: human-hung-up.');
});

test('the end tells how many passed, how fast, and whether that is all', () => {
  const summary = summariseEval([rated(attempt([held]), attempt([missed]))]);
  const lines = summaryLines({ summary, mode: 'text', languageModel: null, whole: false, tookMs: 4_800 });
  expect(lines).toEqual([
    '',
    '0 of 1 scenarios passed, 1 of 2 attempts, in text, rehearsed replies, in 4.8 s.',
    'pass@1 50 %   pass^1 50 %',
    'pass@2 100 %   pass^2 0 %',
    'Thinking, to the first word: p50 12 ms, p95 12 ms, 2 answers.',
    'robot 0/1',
    'It was ended before all was done.',
  ]);
});
