#!/usr/bin/env node
// npm run bench:voice, bench:floor, bench:turn and the others: set-up, then the measurement of that name on the pinned Node.
import { existsSync } from 'node:fs';
import { bootstrap } from './bootstrap.mjs';

const [name, ...args] = process.argv.slice(2);
if (!(await bootstrap({ only: ['packages', 'node', 'models'] }))) process.exit(1);
const [{ node24, pinnedEnv }, { inRoot }, { runInFront }] = await Promise.all([
  import('./setup/pinned-node.mjs'),
  import('./setup/root-folder.mjs'),
  import('./setup/run-in-front.mjs'),
]);
const script = [
  inRoot('src', 'headless', 'bench', `bench-${name}.ts`),
  inRoot('e2e', 'bench', `bench-${name}.ts`),
].find(existsSync);
if (!script) {
  console.error(`There is no measurement called ${name}.`);
  process.exit(1);
}
// A path given by the person means the folder they stood in; npm changes to the checkout.
process.exitCode = await runInFront(node24(), [script, ...args], {
  cwd: process.env.INIT_CWD ?? process.cwd(),
  env: pinnedEnv(),
});
