import { pinnedEnv } from './pinned-node.mjs';
import { packageCommand } from './package-command.mjs';
import { ROOT } from './root-folder.mjs';
import { runCommand } from './run-command.mjs';
import { builtOfOthers, noteBuilt, sourcesNow } from './sources-changed.mjs';

/** Builds `out/` if its sources changed. Answers { ok, output }; `output` is empty when nothing had to be done. */
export async function buildApp() {
  // Taken before: what changes during the build may be in it or not.
  const sources = sourcesNow();
  if (!builtOfOthers(sources)) return { ok: true, output: '' };
  const { code, output } = await runCommand(...packageCommand('electron-vite', ['build']), {
    cwd: ROOT,
    env: pinnedEnv(),
  });
  if (code === 0) noteBuilt(sources);
  return { ok: code === 0, output };
}
