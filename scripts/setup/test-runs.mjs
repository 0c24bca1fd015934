import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasDisplay } from './display.mjs';
import { packageCommand } from './package-command.mjs';
import { pinnedEnv } from './pinned-node.mjs';
import { ROOT } from './root-folder.mjs';
import { runInFront } from './run-in-front.mjs';

/** Runs `command` with a file for its JSON report and answers the counts read out of it, never better than its exit code. */
async function counted([command, args], reportEnv, count) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'));
  const report = join(folder, 'report.json');
  try {
    const code = await runInFront(command, args(report), { cwd: ROOT, env: pinnedEnv(reportEnv(report)) });
    const counts = readCounts(report, count);
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCounts(report, count) {
  try {
    return count(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }; // no report: the runner itself died
  }
}

/** A file that could not even be loaded has no test in the report, and is a failure all the same. */
function vitestCounts({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
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
const playwrightCounts = ({ stats, errors }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + (stats.unexpected + stats.flaky === 0 ? errors.length : 0),
  skipped: stats.skipped,
});

/** Every vitest file of `config`: { passed, failed, skipped }. */
export function runVitest(config, env = {}) {
  const [node, script] = packageCommand('vitest', ['run', '--config', config, '--reporter=default', '--reporter=json']);
  return counted([node, (report) => [...script, `--outputFile.json=${report}`]], () => env, vitestCounts);
}

/** The tests in the real application: { passed, failed, skipped }. Without a display they run on a virtual one. */
export function runPlaywright() {
  const [node, script] = packageCommand('playwright', ['test', '--reporter=list,json'], '@playwright/test');
  const command = hasDisplay()
    ? [node, () => script]
    : ['xvfb-run', () => ['-a', '-s', '-screen 0 1440x900x24', node, ...script]];
  return counted(command, (report) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: report }), playwrightCounts);
}
