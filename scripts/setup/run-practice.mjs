import { node24, pinnedEnv } from './pinned-node.mjs';
import { inRoot } from './root-folder.mjs';
import { runInFront } from './run-in-front.mjs';

/** The practice call in the terminal, from any folder: relative paths in `args` are the caller's. */
export function runPractice(args) {
  const env = pinnedEnv();
  // npm changes to the checkout; a path given by the person means the folder they stood in.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return runInFront(node24(), [inRoot('src', 'headless', 'practice-cli.ts'), ...args], { cwd, env });
}
