import { node24, pinnedEnv } from './pinned-node.mjs';
import { inRoot } from './root-folder.mjs';
import { runInFront } from './run-in-front.mjs';

/** A command of src/headless in the terminal, from any folder: relative paths in `args` are the caller's. */
export function runHeadless(file, args) {
  // npm changes to the checkout; a path given by the person means the folder they stood in.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return runInFront(node24(), [inRoot('src', 'headless', file), ...args], { cwd, env: pinnedEnv() });
}
