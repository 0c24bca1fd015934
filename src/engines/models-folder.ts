import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where models lie: LATCHKEY_MODELS, else the cache folder that this system keeps for applications. Outside the checkout
 * and outside the app, so that an update does not load them again.
 */
export function modelsFolder(env: Readonly<Record<string, string | undefined>>, platform = process.platform): string {
  if (env['LATCHKEY_MODELS']) return env['LATCHKEY_MODELS'];
  return join(cacheFolder(env, platform), 'models');
}

/** The application's folder for what can be made again. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>, platform = process.platform): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'latchkey');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local'), 'latchkey');
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'latchkey');
}
