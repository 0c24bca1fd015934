import { describeFailure } from '../domain/failure.ts';
import type { HeadlessCall, HeadlessReport } from '../domain/practice/headless-report.ts';
import { endingOf, mindOf } from './live-transcript.ts';

/** What is written under the transcripts: every expectation, then the figures. */
export function resultLines(report: Pick<HeadlessReport, 'calls' | 'summary' | 'simulatedClock'>): string[] {
  const { summary, calls } = report;
  const { latency } = summary;
  const figures =
    latency.count === 0
      ? 'No answer was measured.'
      : `Voice to voice: median ${ms(latency.p50Ms)}, p95 ${ms(latency.p95Ms)}, slowest ${ms(latency.maxMs)}, ${latency.count} answers.`;
  return [
    ...calls.flatMap((call, i) =>
      callLines(call, calls.length > 1 ? `Call ${i + 1}, ${call.scenarioId}` : call.scenarioId),
    ),
    '',
    `${summary.passed} of ${summary.of} calls passed; ${summary.expectations.held} of ${summary.expectations.of} expectations held.`,
    `${figures}${report.simulatedClock ? ' (Simulated clock: the work itself counted as nothing.)' : ''}`,
    ...new Set(
      calls
        .filter((call) => call.voiceId !== '')
        .map((call) => `The agent spoke with the voice ${call.voiceId} and ${mindOf(call)}.`),
    ),
  ];
}

function callLines(call: HeadlessCall, title: string): string[] {
  const failure = call.failure ? describeFailure(call.failure) : null;
  const expectations = call.practice?.expectations ?? [];
  const unexplained = !call.passed && !failure && expectations.every(({ held }) => held);
  return [
    '',
    `${title}: ${call.passed ? 'passed' : 'NOT passed'}`,
    ...(failure ? [`  ✗ ${failure.says} ${failure.help}`] : []),
    ...(unexplained ? [`  ✗ ${endingOf(call.endReason)}`] : []),
    ...expectations.map(({ name, held, detail }) => `  ${held ? '✓' : '✗'} ${name} (${detail})`),
  ];
}

const ms = (value: number | null) => (value === null ? '–' : `${Math.round(value)} ms`);
