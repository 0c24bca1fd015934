import { existsSync, readFileSync } from 'node:fs';
import { inRoot, ROOT } from './root-folder.mjs';
import { lastLines, runNpm } from './run-command.mjs';
import { SetupProblem } from './setup-problem.mjs';

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * The first difference between package-lock.json and what npm wrote down about node_modules, or undefined.
 * Optional packages may be absent: most are for other systems.
 */
function firstDifference() {
  const installedList = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(installedList)) return 'nothing is installed yet';
  const wanted = read(inRoot('package-lock.json')).packages;
  const installed = read(installedList).packages;
  for (const [folder, entry] of Object.entries(wanted)) {
    if (folder === '' || entry.link) continue;
    const there = installed[folder];
    if (!there && (entry.optional || entry.devOptional)) continue;
    const same =
      there && there.version === entry.version && there.integrity === entry.integrity && existsSync(inRoot(folder));
    if (!same) return `${folder.replace('node_modules/', '')} ${entry.version} is not there`;
  }
  return undefined;
}

/** Step: the packages of package-lock.json, exactly. No install script of a dependency is run; none is needed. */
export const nodePackages = {
  name: 'Node packages',
  async run({ say }) {
    const difference = firstDifference();
    if (difference === undefined) return 'up to date';
    say(`${difference}: npm ci (about 1 GB on disk; a minute or two)`);
    // `npm ci` deletes node_modules first, which Windows refuses while a Node out of it is running this script.
    const locked = process.platform === 'win32' && process.execPath.startsWith(inRoot('node_modules'));
    const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
    // npm's own patience without a network is minutes for each package.
    const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
    const args = [locked ? 'install' : 'ci', '--ignore-scripts', '--loglevel=error', ...patience];
    const { code, output } = await runNpm(args, { cwd: ROOT, env });
    if (code === 0) return 'installed';
    throw new SetupProblem(
      `npm could not install the packages:\n${lastLines(output)}`,
      'A first start needs the network. Check it (and the proxy settings of npm), then run the same command again.',
    );
  },
};
