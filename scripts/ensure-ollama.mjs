#!/usr/bin/env node
// Makes a real Ollama answer with a real small model, and prints one JSON line:
//   {"host","model","pid","version","source"}    pid is null for a server that was already running
//
//   node scripts/ensure-ollama.mjs [--model smollm2|qwen] [--fresh] [--build-only]
//
// Server: OLLAMA_HOST (or 127.0.0.1:11434) if it answers, else one is started: OLLAMA_BIN, `ollama` on PATH, or a
// build by the Go client that is kept in the cache folder. --fresh always starts an own one. Stop it by its pid (SIGTERM).
import { buildOllama } from './ollama/build-ollama.mjs';
import { ensureOllama, OLLAMA_CACHE } from './ollama/ensure-ollama.mjs';

const log = (text) => process.stderr.write(`[ollama] ${text}\n`);
const has = (flag) => process.argv.includes(flag);
const model = has('--model') ? process.argv[process.argv.indexOf('--model') + 1] : 'smollm2';

try {
  if (has('--build-only')) console.log(buildOllama({ cache: OLLAMA_CACHE, log }));
  else console.log(JSON.stringify(await ensureOllama({ model, fresh: has('--fresh'), log })));
} catch (error) {
  log(error.message);
  process.exitCode = 1;
}
