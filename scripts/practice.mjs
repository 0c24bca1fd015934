#!/usr/bin/env node
// npm run practice -- [scenario.yaml] [options]: the practice call in the terminal, without Electron.
import { bootstrap } from './bootstrap.mjs';

// Whoever read along may have gone (| head): what is asked for is done all the same.
process.stdout.on('error', () => {});
// What only tells something needs no models, and no network to get them.
const tells = process.argv.some((arg) => ['--list', '--help', '-h'].includes(arg));
if (!(await bootstrap({ only: ['packages', 'node', ...(tells ? [] : ['models'])] }))) process.exit(1);
const { runPractice } = await import('./setup/run-practice.mjs');
process.exitCode = await runPractice(process.argv.slice(2));
