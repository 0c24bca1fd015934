import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fallbackElectron, FALLBACK_VERSION, putStarter } from './electron-fallback.mjs';
import { node24 } from './pinned-node.mjs';
import { inRoot } from './root-folder.mjs';
import { runCommand } from './run-command.mjs';
import { SetupProblem } from './setup-problem.mjs';

const PROBE_MS = 4000;
const EXECUTABLES = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const executable = EXECUTABLES[process.platform] ?? 'electron';
const packageFolder = inRoot('node_modules', 'electron');
const dist = join(packageFolder, 'dist');

/** The Electron that `electron .` starts, whichever way it got there. */
export const electronBinary = () => join(dist, executable);

/**
 * The version of a whole Electron in the folder of its package, else undefined. Whoever puts one there writes path.txt
 * last: without it the unpacking was broken off.
 */
export function installedVersion(folder) {
  const files = [join(folder, 'path.txt'), join(folder, 'dist', executable), join(folder, 'dist', 'version')];
  if (!files.every((file) => existsSync(file))) return undefined;
  return readFileSync(join(folder, 'dist', 'version'), 'utf8')
    .trim()
    .replace(/^v/, '');
}

async function officialIsReachable(version) {
  const { ELECTRON_MIRROR, npm_config_electron_mirror: mirror } = process.env;
  const base = ELECTRON_MIRROR || mirror || 'https://github.com/electron/electron/releases/download/';
  try {
    const reply = await fetch(`${base}v${version}/SHASUMS256.txt`, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(PROBE_MS),
    });
    return reply.status < 400;
  } catch {
    return false;
  }
}

/** Electron's package finds its program through path.txt, so no environment variable is needed afterwards. */
const pointAt = () => writeFileSync(join(packageFolder, 'path.txt'), executable);

async function useFallback(version, say) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupProblem(
      `Electron ${version} could not be downloaded from GitHub, and there is no other source for ${process.platform}-${process.arch}.`,
      'Check the network, or set ELECTRON_MIRROR to a reachable copy of the Electron releases, and run the same command again.',
    );
  }
  const folder = await fallbackElectron({ say });
  rmSync(dist, { recursive: true, force: true });
  symlinkSync(folder, dist, 'dir');
  pointAt();
  return `${FALLBACK_VERSION}, the fallback: the official download of ${version} is not reachable`;
}

/** Step: an Electron that `electron .`, electron-vite and Playwright find by themselves. */
export const electron = {
  name: 'Electron',
  async run({ say }) {
    const there = installedVersion(packageFolder);
    if (there) {
      if (there !== FALLBACK_VERSION) return there;
      putStarter(dist);
      return `${there} (fallback)`;
    }
    const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
    if (!process.env.LATCHKEY_ELECTRON_FALLBACK && (await officialIsReachable(version))) {
      say(`downloading ${version} (about 120 MB, once)`);
      // A path.txt from before would vouch for an unpacking that is broken off.
      for (const old of [join(packageFolder, 'path.txt'), dist]) rmSync(old, { recursive: true, force: true });
      await runCommand(node24(), [join(packageFolder, 'install.js')], { timeout: 15 * 60_000 });
      if (installedVersion(packageFolder)) return version;
    }
    return useFallback(version, say);
  },
};
