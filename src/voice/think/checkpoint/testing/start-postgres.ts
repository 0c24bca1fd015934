import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endProgram, freePort, startProgram, type TestServer } from './server-process.ts';
import { POSTGRES_FOLDER, testServersFolder } from './test-servers-folder.ts';

const folder = join(testServersFolder(), POSTGRES_FOLDER);
export const POSTGRES_SERVER = join(folder, 'bin', 'postgres');
const PASSWORD = 'battery staple';
const USER = 'latchkey';
/** Postgres refuses to run as root; as which other user is all the same to it. */
const NOBODY = 65_534;

export async function startPostgres(): Promise<TestServer> {
  const port = await freePort();
  const home = mkdtempSync(join(tmpdir(), 'latchkey-postgres-'));
  const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const options = { ...asNobody, cwd: home, env: { ...process.env, LC_ALL: 'C' } };
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, PASSWORD);
  if (asNobody.uid) for (const path of [home, passwordFile]) chownSync(path, NOBODY, NOBODY);
  const data = join(home, 'data');
  await promisify(execFile)(
    join(folder, 'bin', 'initdb'),
    ['-D', data, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync', '-E', 'UTF8'],
    options,
  );
  const start = () =>
    startProgram(
      POSTGRES_SERVER,
      ['-D', data, '-p', `${port}`, '-h', '127.0.0.1', '-k', '', '-F', '-c', 'shared_buffers=16MB'],
      { ...options, ready: /ready to accept connections/ },
    );
  let child = await start();
  const signalAll = (signal: NodeJS.Signals) => {
    // Each connection has a process of its own; one may have ended since the list was made.
    const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').match(/\d+/g) ?? [];
    child.kill(signal);
    for (const pid of children) if (existsSync(`/proc/${pid}`)) process.kill(Number(pid), signal);
  };
  return {
    url: `postgresql://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres`,
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),
    // Its own word for a crash: every connection's process ends with it.
    kill: () => endProgram(child, 'SIGQUIT'),
    async startAgain() {
      child = await start();
    },
    async stop() {
      await endProgram(child, 'SIGQUIT');
      rmSync(home, { recursive: true, force: true });
    },
  };
}
