import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasDisplay } from './display.mjs';
import { packageCommand } from './package-command.mjs';
import { pinnedEnv } from './pinned-node.mjs';
import { playwrightCounts, readCounts, vitestCounts } from './read-counts.mjs';
import { ROOT } from './root-folder.mjs';
import { runInFront } from './run-in-front.mjs';

/** Runs `command` with a file for its JSON report and answers the counts read out of it. */
async function counted([command, args], reportEnv, count) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'));
  const report = join(folder, 'report.json');
  try {
    const code = await runInFront(command, args(report), { cwd: ROOT, env: pinnedEnv(reportEnv(report)) });
    return readCounts(report, code, count);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

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
