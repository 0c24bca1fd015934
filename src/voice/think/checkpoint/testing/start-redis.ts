import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endProgram, freePort, startProgram, type TestServer } from './server-process.ts';
import { REDIS_FOLDER, testServersFolder } from './test-servers-folder.ts';

const folder = join(testServersFolder(), REDIS_FOLDER);
export const REDIS_SERVER = join(folder, 'bin', 'redis-server');
export const REDIS_PASSWORD = 'correct horse';

/** Redis Stack; without `modules`, the plain Redis in it. */
export async function startRedis({ modules = true } = {}): Promise<TestServer> {
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), 'latchkey-redis-'));
  const loaded = ['redisearch.so', 'rejson.so'].flatMap((name) => ['--loadmodule', join(folder, 'lib', name)]);
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', data, '--save', '', '--appendonly', 'no'];
  const start = () =>
    startProgram(REDIS_SERVER, [...args, '--requirepass', REDIS_PASSWORD, ...(modules ? loaded : [])], {
      ready: /Ready to accept connections/,
      env: { ...process.env, LD_LIBRARY_PATH: join(folder, 'lib') },
    });
  let child = await start();
  return {
    url: `redis://:${encodeURIComponent(REDIS_PASSWORD)}@127.0.0.1:${port}`,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    kill: () => endProgram(child, 'SIGKILL'),
    async startAgain() {
      child = await start();
    },
    async stop() {
      await endProgram(child, 'SIGKILL');
      rmSync(data, { recursive: true, force: true });
    },
  };
}
