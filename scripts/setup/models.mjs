import { node24 } from './pinned-node.mjs';
import { inRoot, ROOT } from './root-folder.mjs';
import { runCommand } from './run-command.mjs';
import { SetupProblem } from './setup-problem.mjs';

/** Step: the default models, by the same installer that the Models screen uses. It prints its own progress. */
export const models = {
  name: 'Models',
  async run({ say }) {
    const quick = await runCommand(node24(), [inRoot('scripts', 'fetch-models.ts'), '--check'], { cwd: ROOT });
    if (quick.code === 0) return quick.output.trim();
    say('fetching (about 220 MB, once)');
    const { code } = await runCommand(node24(), [inRoot('scripts', 'fetch-models.ts')], { cwd: ROOT, quiet: false });
    if (code === 0) return 'complete';
    throw new SetupProblem(
      'Not all models could be fetched.',
      'See above what is missing. What was already fetched is kept; run the same command again.',
    );
  },
};
