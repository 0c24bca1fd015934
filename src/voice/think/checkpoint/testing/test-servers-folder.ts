import { join } from 'node:path';
import { cacheFolder } from '../../../../engines/models-folder.ts';

/**
 * Where the servers that only tests need lie. Postgres does not run as root: where we are, it runs as nobody, who can
 * look into no home folder.
 */
export function testServersFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return process.getuid?.() === 0 ? '/var/cache/latchkey-test-servers' : join(cacheFolder(env), 'test-servers');
}

/** The servers that the tests are written for; another version is another folder. */
export const REDIS_FOLDER = 'redis-stack-7.4.1';
export const POSTGRES_FOLDER = 'postgres-18.4.0';
