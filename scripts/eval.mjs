#!/usr/bin/env node
// npm run eval -- [scenarios] [options]: scenarios held against the agent, in text or in sound, without Electron.
import { bootstrap } from './bootstrap.mjs';

// Whoever read along may have gone (| head): what is asked for is done all the same.
process.stdout.on('error', () => {});
// Only sound needs models, and a network to get them.
const speaks = process.argv.includes('--spoken') && !process.argv.some((arg) => ['--help', '-h'].includes(arg));
if (!(await bootstrap({ only: ['packages', 'node', ...(speaks ? ['models'] : [])] }))) process.exit(1);
const { runHeadless } = await import('./setup/run-headless.mjs');
process.exitCode = await runHeadless('eval-cli.ts', process.argv.slice(2));
