#!/usr/bin/env node
// npm test: set-up, every check, every test, the tests in the real application. Last line: N passed, N failed.
// Names pick some: npm test -- checks unit e2e
import { readdirSync } from 'node:fs';
import { bootstrap } from './bootstrap.mjs';

const PARTS = ['checks', 'unit', 'e2e'];
const wanted = process.argv.slice(2).filter((arg) => PARTS.includes(arg));
const parts = wanted.length > 0 ? wanted : PARTS;

const total = { passed: 0, failed: 0, skipped: 0 };
function add({ passed, failed, skipped = 0 }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
const addOne = (passed) => add({ passed: Number(passed), failed: Number(!passed) });

async function runChecks() {
  const { CHECK_NAMES, runCheck } = await import('./setup/checks.mjs');
  for (const name of CHECK_NAMES) addOne(await runCheck(name));
}

async function runUnitTests() {
  const { runVitest } = await import('./setup/test-runs.mjs');
  add(await runVitest('vitest.config.ts'));
}

async function runApplicationTests() {
  const { buildApp } = await import('./setup/build-app.mjs');
  const { ok, output } = await buildApp();
  if (!ok) console.log(`FAILED build\n${output}`);
  addOne(ok);
  if (!ok) return;
  const { runPlaywright } = await import('./setup/test-runs.mjs');
  add(await runPlaywright());
}

async function listNotRun() {
  const { inRoot } = await import('./setup/root-folder.mjs');
  const files = readdirSync(inRoot('src'), { recursive: true }).filter((file) => file.endsWith('.ollama.test.ts'));
  if (files.length > 0)
    console.log(
      `\nNot run here, they need a real Ollama (npm run test:ollama):\n${files.map((file) => `  src/${file.replaceAll('\\', '/')}`).join('\n')}`,
    );
  if (total.skipped > 0) console.log(`\n${total.skipped} skipped; the runners' lists above name them.`);
}

// Without the servers, the tests on them say what is missing and the others run.
if (await bootstrap({ also: ['servers'], optional: ['servers'] })) {
  if (parts.includes('checks')) await runChecks();
  if (parts.includes('unit')) await runUnitTests();
  if (parts.includes('e2e')) await runApplicationTests();
  await listNotRun();
} else {
  addOne(false);
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
