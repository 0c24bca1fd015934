import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './root-folder.mjs';

const STAMP = inRoot('out', '.built-from');
const INPUTS = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'scripts/setup/page-policy.ts',
  'package.json',
  'package-lock.json',
];

function* filesUnder(path) {
  if (!statSync(path).isDirectory()) yield path;
  else for (const name of readdirSync(path).sort()) yield* filesUnder(join(path, name));
}

/** One hash over name, size and time of every file that a build reads. */
export function sourcesNow() {
  const hash = createHash('sha256');
  for (const input of INPUTS.map((name) => inRoot(name)).filter(existsSync)) {
    for (const file of filesUnder(input)) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** Whether `out/` was built of other sources than these, or not at all. */
export const builtOfOthers = (sources) => !existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== sources;

/** Notes of which sources `out/` is. */
export function noteBuilt(sources) {
  mkdirSync(inRoot('out'), { recursive: true });
  writeFileSync(STAMP, sources);
}

/** Notes that `out/` is something else by now, as hot reload leaves it. */
export function forgetBuilt() {
  rmSync(STAMP, { force: true });
}
