#!/usr/bin/env node
// npm start: sets up what is missing, builds if the sources changed, and opens the app.
// npm run dev: the same with hot reload. Further arguments go to the app.
import { bootstrap } from './bootstrap.mjs';
import { hasDisplay } from './setup/display.mjs';

const dev = process.argv.includes('--dev');
const appArgs = process.argv.slice(2).filter((arg) => arg !== '--dev');

async function openWindow() {
  const [{ electronArguments }, { electronBinary }, { pinnedEnv }, { packageCommand }, { ROOT }, { runInFront }] =
    await Promise.all([
      import('./setup/electron-arguments.mjs'),
      import('./setup/electron.mjs'),
      import('./setup/pinned-node.mjs'),
      import('./setup/package-command.mjs'),
      import('./setup/root-folder.mjs'),
      import('./setup/run-in-front.mjs'),
    ]);
  const { args, note } = electronArguments();
  if (note) console.log(note);
  if (dev) {
    const { forgetBuilt } = await import('./setup/sources-changed.mjs');
    forgetBuilt();
    const env = pinnedEnv(args.length > 0 ? { NO_SANDBOX: '1' } : {});
    return runInFront(...packageCommand('electron-vite', ['dev', ...(appArgs.length > 0 ? ['--', ...appArgs] : [])]), {
      cwd: ROOT,
      env,
    });
  }
  return runInFront(electronBinary(), [...args, '.', ...appArgs], { cwd: ROOT, env: pinnedEnv() });
}

async function build() {
  const { buildApp } = await import('./setup/build-app.mjs');
  const { ok, output } = await buildApp();
  if (!ok) console.error(output);
  else if (output) console.log('built');
  return ok;
}

async function main() {
  const headless = !hasDisplay();
  // Without a display nothing of Electron is started, so trouble with it must not stop the practice call.
  if (!(await bootstrap({ optional: headless ? ['electron', 'system'] : [] }))) return 1;
  if (headless) {
    console.log(
      '\nNo display here (neither DISPLAY nor WAYLAND_DISPLAY is set): the practice call runs in the terminal.\n',
    );
    const { runPractice } = await import('./setup/run-practice.mjs');
    return runPractice(appArgs);
  }
  if (!dev && !(await build())) return 1;
  return openWindow();
}

process.exitCode = await main();
