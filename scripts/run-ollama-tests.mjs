#!/usr/bin/env node
// npm run test:ollama: the tests that talk to a real Ollama with a real small model. Last line: N passed, N failed.
import { bootstrap } from './bootstrap.mjs';

/** A test may have ended the server already. */
function stop(pid) {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

async function main() {
  if (!(await bootstrap({ only: ['packages', 'node', 'models'] }))) return { passed: 0, failed: 1 };
  const [{ ensureOllama }, { runVitest }] = await Promise.all([
    import('./ollama/ensure-ollama.mjs'),
    import('./setup/test-runs.mjs'),
  ]);
  let server;
  try {
    server = await ensureOllama({ model: 'smollm2', log: (text) => console.log(`[ollama] ${text}`) });
  } catch (error) {
    console.error(`[ollama] ${error.message}`);
    return { passed: 0, failed: 1 };
  }
  console.log(`[ollama] ${server.version} (${server.source}) at ${server.host}, model ${server.model}`);
  try {
    return await runVitest('vitest.ollama.config.ts', {
      LATCHKEY_OLLAMA_URL: server.host,
      LATCHKEY_OLLAMA_MODEL: server.model,
    });
  } finally {
    if (server.pid !== null) stop(server.pid);
  }
}

const { passed, failed } = await main();
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
