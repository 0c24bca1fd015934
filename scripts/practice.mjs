#!/usr/bin/env node
// npm run practice -- [scenario.yaml] [options]: the practice call in the terminal, without Electron.
import { bootstrap } from './bootstrap.mjs';

if (!(await bootstrap({ only: ['packages', 'node', 'models'] }))) process.exit(1);
const { runPractice } = await import('./setup/run-practice.mjs');
process.exitCode = await runPractice(process.argv.slice(2));
