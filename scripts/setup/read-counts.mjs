import { readFileSync } from 'node:fs';

/**
 * { passed, failed, skipped } out of a runner's JSON report, never better than the runner's exit code: a runner that
 * died without a report, or ended badly with nothing failed, counts as one failure.
 */
export function readCounts(report, exitCode, count) {
  let counts;
  try {
    counts = count(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** A file that could not even be loaded has no test in the report, and is a failure all the same. */
export function vitestCounts({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const unloadable = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + unloadable.length,
    skipped: numPendingTests + numTodoTests,
  };
}

/** A test that passed only when tried again has failed once, and counts so. */
export function playwrightCounts({ stats, errors }) {
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed === 0 ? errors.length : failed, skipped: stats.skipped };
}
