#!/usr/bin/env node
// npm run check: everything that is decided without running the product. Names pick some: npm run check -- types lint
import { bootstrap } from './bootstrap.mjs';

if (!(await bootstrap({ only: ['packages', 'node'] }))) process.exit(1);
const { CHECK_NAMES, runCheck } = await import('./setup/checks.mjs');
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !CHECK_NAMES.includes(name));
if (unknown.length > 0) {
  console.error(`No check is called ${unknown.join(', ')}. There are: ${CHECK_NAMES.join(', ')}.`);
  process.exit(1);
}
let allPassed = true;
for (const name of wanted.length > 0 ? wanted : CHECK_NAMES) allPassed = (await runCheck(name)) && allPassed;
process.exitCode = allPassed ? 0 : 1;
