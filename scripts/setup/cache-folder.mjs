import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder for everything that can be fetched again: models, the Electron fallback, the test server's build.
 * It lies outside the checkout, so that a second clone or `git clean` costs no download.
 */
export function cacheFolder(...parts) {
  return join(cacheRoot(), ...parts);
}

function cacheRoot() {
  const { env, platform } = process;
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'latchkey');
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'latchkey');
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'latchkey');
}
