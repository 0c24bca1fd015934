// Stands in for Electron's own default_app.asar: electron [-r module] [--flags] <path to app> [arguments]
import fs from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import url from 'node:url';
import { app } from 'electron';

const args = process.argv.slice(1);
const modules = [];
let target = null;
for (let i = 0; i < args.length && target === null; i++) {
  const arg = args[i];
  if (arg === '-r' || arg === '--require') modules.push(args[++i]);
  else if (arg === '--version' || arg === '-v') {
    console.log('v' + process.versions.electron);
    process.exit(0);
  } else if (arg.startsWith('--app=')) target = arg.slice(6);
  else if (arg[0] !== '-') target = arg;
}
if (modules.length > 0) Module._preloadModules(modules);
if (target === null) {
  console.error('Usage: electron [options] <path to app>');
  process.exit(1);
}
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });

const folder = path.resolve(target);
const description = path.join(folder, 'package.json');
let appPath = null;
if (fs.existsSync(description)) {
  const about = JSON.parse(fs.readFileSync(description, 'utf8'));
  appPath = folder;
  if (about.version) app.setVersion(about.version);
  app.name = about.productName || about.name || 'Electron';
  app.setDesktopName(about.desktopName || app.name + '.desktop');
}
app.setPath('userData', path.join(app.getPath('appData'), app.name));
const main = Module._resolveFilename(folder, null, true);
app.setAppPath(appPath || path.dirname(main));
// Awaited, so that Electron is not ready before the app's code has run, as with the original.
try {
  await import(url.pathToFileURL(main).href);
} catch (error) {
  console.error('App threw an error during load');
  console.error((error && error.stack) || error);
  process.exit(1);
}
