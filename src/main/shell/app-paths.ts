import { join } from 'node:path';
import { app } from 'electron';
import { cacheFolder, modelsFolder } from '../../engines/models-folder.ts';

/** Every place on the disk that the app knows. Nothing else is written to. */
export type AppPaths = ReturnType<typeof appPaths>;

/** `LATCHKEY_DATA` names another data folder, `LATCHKEY_MODELS` another folder of models. Must run before the app is ready. */
export function appPaths(env: NodeJS.ProcessEnv) {
  const root = app.getAppPath();
  const data = env['LATCHKEY_DATA'] || app.getPath('userData');
  // Chromium's own files, and the lock that tells a second instance, belong to the same folder.
  app.setPath('userData', data);
  return {
    data,
    settings: join(data, 'settings.json'),
    keys: join(data, 'keys.json'),
    telephone: join(data, 'telephone.json'),
    windows: join(data, 'windows.json'),
    records: join(data, 'records'),
    checkpoints: join(data, 'checkpoints'),
    scenarios: join(data, 'scenarios'),
    logs: join(data, 'logs'),
    crashes: join(data, 'crashes'),
    models: modelsFolder(env),
    downloads: join(cacheFolder(env), 'downloads'),
    twilioFunctions: join(root, 'resources', 'twilio-functions'),
    modelList: join(root, 'resources', 'models.json'),
    icon: (name: string) => join(root, 'resources', 'icons', name),
    hostEntry: (name: 'voice' | 'store' | 'practice') => join(root, 'out', 'main', `${name}.js`),
    preload: join(root, 'out', 'preload', 'index.cjs'),
    page: (name: PageName) => join(root, 'out', 'renderer', name),
  };
}

export type PageName = 'screen/index.html' | 'screen/bar.html' | 'line/index.html';
