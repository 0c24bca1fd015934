import { node24 } from './pinned-node.mjs';
import { inRoot, ROOT } from './root-folder.mjs';
import { runCommand } from './run-command.mjs';
import { SetupProblem } from './setup-problem.mjs';

/** Step (tests only): a real Redis and a real Postgres, which the tests start and end by themselves. */
export const testServers = {
  name: 'Servers for tests',
  async run({ say }) {
    const quick = await runCommand(node24(), [inRoot('scripts', 'fetch-test-servers.ts'), '--check'], { cwd: ROOT });
    if (quick.code === 0) return quick.output.trim();
    say('fetching (about 120 MB on disk, once)');
    const { code } = await runCommand(node24(), [inRoot('scripts', 'fetch-test-servers.ts')], {
      cwd: ROOT,
      quiet: false,
    });
    if (code === 0) return 'complete';
    throw new SetupProblem(
      'The servers for tests could not be set up; the product does not need them.',
      'See above what is missing. Then run: node scripts/bootstrap.mjs --only=servers',
    );
  },
};
