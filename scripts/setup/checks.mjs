import { readdirSync } from 'node:fs';
import { packageCommand } from './package-command.mjs';
import { pinnedEnv } from './pinned-node.mjs';
import { ROOT } from './root-folder.mjs';
import { runCommand } from './run-command.mjs';

const tsconfigs = () =>
  readdirSync(ROOT).filter((name) => /^tsconfig\..+\.json$/.test(name) && name !== 'tsconfig.base.json');

/** Each check by its name: the commands that must all answer 0. */
const CHECKS = {
  types: () =>
    tsconfigs().map((config) => packageCommand('tsc', ['-p', config, '--noEmit', '--pretty', 'false'], 'typescript')),
  lint: () => [packageCommand('eslint', ['.'])],
  format: () => [packageCommand('prettier', ['--check', '--log-level', 'warn', '.'])],
  imports: () => [packageCommand('depcruise', ['src', '--output-type', 'err'], 'dependency-cruiser')],
  unused: () => [packageCommand('knip', [])],
};
export const CHECK_NAMES = Object.keys(CHECKS);

/** Runs one check and prints its line, and its findings if there are any. Answers whether it passed. */
export async function runCheck(name) {
  const started = performance.now();
  const findings = [];
  for (const command of CHECKS[name]()) {
    const { code, output } = await runCommand(...command, { cwd: ROOT, env: pinnedEnv() });
    if (code !== 0) findings.push(output.trim());
  }
  const passed = findings.length === 0;
  console.log(`${passed ? 'ok    ' : 'FAILED'} check:${name} (${Math.round(performance.now() - started)} ms)`);
  if (!passed) console.log(findings.join('\n'));
  return passed;
}
