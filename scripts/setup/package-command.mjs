import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24 } from './pinned-node.mjs';
import { inRoot } from './root-folder.mjs';

/**
 * What to spawn for a command of an installed package: the pinned Node with the package's script. No shell, so it
 * is the same on Windows. `packageName` is needed where the command is called otherwise than its package.
 */
export function packageCommand(command, args, packageName = command) {
  const folder = inRoot('node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [node24(), [join(folder, typeof bin === 'string' ? bin : bin[command]), ...args]];
}
