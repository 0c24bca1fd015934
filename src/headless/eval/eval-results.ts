import { describeFailure } from '../../domain/failure.ts';
import type { EvalAttempt, EvalReport, EvalScenario } from '../../domain/practice/eval-report.ts';

/** One line for a scenario, and under it why attempts did not pass; the same reason once, with how often. */
export function scenarioLines(rated: EvalScenario): string[] {
  const { scenarioId, passed, of, latency, attempts, rates } = rated;
  const last = rates.at(-1);
  const often =
    of > 1 && last
      ? ` of ${of} · pass@1 ${percent(rates[0]?.passAtK)} · pass@${of} ${percent(last.passAtK)} · pass^${of} ${percent(last.passHatK)}`
      : '';
  const times = latency.p50Ms === null ? '' : `  ${ms(latency.p50Ms)} / ${ms(latency.p95Ms)}`;
  const head = `${passed === of ? '✓' : '✗'} ${scenarioId.padEnd(38)}${of > 1 ? ` ${passed}${often}` : ''}${times}`;
  const reasons = new Map<string, number>();
  for (const reason of attempts.flatMap(reasonsOf)) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [head, ...[...reasons].map(([reason, times]) => `    ${reason}${of > 1 ? ` (${times}×)` : ''}`)];
}

/** Why an attempt did not pass, each in a sentence. */
export function reasonsOf(attempt: EvalAttempt): string[] {
  if (attempt.failure) return [describeFailure(attempt.failure).says];
  const missed = attempt.expectations.filter(({ held }) => !held).map(({ name, detail }) => `${name}: ${detail}`);
  return missed.length > 0 || attempt.passed
    ? missed
    : [`The call ended otherwise: ${attempt.endReason ?? 'nobody knows how'}.`];
}

/** What all scenarios say together. */
export function summaryLines({
  summary,
  mode,
  languageModel,
  whole,
  tookMs,
}: Pick<EvalReport, 'summary' | 'mode' | 'languageModel' | 'whole' | 'tookMs'>): string[] {
  const { passed, of, attempts, rates, latency, tags } = summary;
  const last = rates.at(-1);
  const words = languageModel === null ? 'rehearsed replies' : `language model ${languageModel}`;
  return [
    '',
    `${passed} of ${of} scenarios passed${attempts.of > of ? `, ${attempts.passed} of ${attempts.of} attempts` : ''}, in ${mode === 'text' ? 'text' : 'sound'}, ${words}, in ${(tookMs / 1000).toFixed(1)} s.`,
    ...(rates.length > 1 && last
      ? rates
          .filter(({ k }) => k === 1 || k === last.k || (k & (k - 1)) === 0)
          .map(({ k, passAtK, passHatK }) => `pass@${k} ${percent(passAtK)}   pass^${k} ${percent(passHatK)}`)
      : []),
    latency.count === 0
      ? 'No answer was measured.'
      : `${mode === 'text' ? 'Thinking, to the first word' : 'Voice to voice, without the work’s own time'}: p50 ${ms(latency.p50Ms)}, p95 ${ms(latency.p95Ms)}, ${latency.count} answers.`,
    ...(tags.length === 0 ? [] : [tags.map((tag) => `${tag.tag} ${tag.passed}/${tag.of}`).join(' · ')]),
    ...(whole ? [] : ['It was ended before all was done.']),
  ];
}

const percent = (share: number | undefined) => (share === undefined ? '–' : `${Math.round(share * 100)} %`);
const ms = (value: number | null) => (value === null ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`);
