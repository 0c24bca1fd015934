import { existsSync, readFileSync } from 'node:fs';
import { inRoot, ROOT } from './root-folder.mjs';
import { lastLines, runNpm } from './run-command.mjs';
import { SetupProblem } from './setup-problem.mjs';

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

const names = (list, own) => [list].flat().includes(own);

/**
 * What is optional for npm and not for us: Node itself and the speech engines, each a package for its system. npm passes
 * over one that it could not load, and ends well. Those of the build tools are optional here too: some never come.
 */
const isOurs = (entry, { platform, arch }) =>
  !entry.dev && !entry.devOptional && names(entry.os, platform) && names(entry.cpu, arch);

/**
 * The first difference between the packages of package-lock.json and those that npm wrote down about node_modules, or
 * undefined. `isThere(folder)` tells whether a package's folder exists, `system` is { platform, arch }.
 */
export function firstDifference(wanted, installed, { isThere, system }) {
  for (const [folder, entry] of Object.entries(wanted)) {
    if (folder === '' || entry.link) continue;
    const there = installed[folder];
    if (!there && (entry.optional || entry.devOptional) && !isOurs(entry, system)) continue;
    const same = there && there.version === entry.version && there.integrity === entry.integrity && isThere(folder);
    if (!same) return `${folder.replace('node_modules/', '')} ${entry.version} is not there`;
  }
  return undefined;
}

function lookForDifference() {
  const installedList = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(installedList)) return 'nothing is installed yet';
  const wanted = read(inRoot('package-lock.json')).packages;
  return firstDifference(wanted, read(installedList).packages, {
    isThere: (folder) => existsSync(inRoot(folder)),
    system: process,
  });
}

/** Step: the packages of package-lock.json, exactly. No install script of a dependency is run; none is needed. */
export const nodePackages = {
  name: 'Node packages',
  async run({ say }) {
    const difference = lookForDifference();
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
