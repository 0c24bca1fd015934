import { spawn } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus } from 'node:os';
import { delimiter, join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { cacheFolder } from '../setup/cache-folder.mjs';
import { buildOllama } from './build-ollama.mjs';
import { fetchGguf } from './fetch-gguf.mjs';
import { TEST_MODELS } from './test-models.mjs';

export const OLLAMA_CACHE = cacheFolder('ollama');
const START_MS = 20_000;

/** ggml's threads spin while they wait: with one for each core, any other busy process slows tokens down tenfold. */
const THREADS = Math.max(1, cpus().length - 1);

const urlOf = (host) => (/^https?:/.test(host) ? host : `http://${host}`).replace(/\/$/, '');

async function versionAt(host) {
  try {
    const reply = await fetch(`${urlOf(host)}/api/version`, { signal: AbortSignal.timeout(1500) });
    return reply.ok ? (await reply.json()).version : undefined;
  } catch {
    return undefined;
  }
}

function onPath(name) {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, file))
    .find(existsSync);
}

async function freePort() {
  const probe = createServer();
  await new Promise((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

async function startServer(binary, { logFile = join(OLLAMA_CACHE, 'serve.log'), verbose = false } = {}) {
  const host = `127.0.0.1:${await freePort()}`;
  const home = join(OLLAMA_CACHE, 'home'); // `serve` writes a key pair under HOME
  mkdirSync(home, { recursive: true });
  const out = openSync(logFile, 'w');
  const env = {
    OLLAMA_NO_CLOUD: '1',
    OLLAMA_MODELS: join(OLLAMA_CACHE, 'models'),
    ...process.env,
    HOME: home,
    OLLAMA_HOST: host,
    ...(verbose ? { OLLAMA_DEBUG: '1' } : {}),
  };
  const child = spawn(binary, ['serve'], { detached: true, stdio: ['ignore', out, out], env });
  child.unref();
  let startError;
  child.on('error', (error) => (startError = error));
  for (let waited = 0; waited < START_MS && child.exitCode === null && !startError; waited += 50) {
    if (await versionAt(host)) return { host, pid: child.pid };
    await pause(50);
  }
  if (child.pid && child.exitCode === null) process.kill(child.pid, 'SIGTERM');
  throw new Error(
    `Ollama (${binary}) did not start: ${startError?.message ?? readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join('\n')}`,
  );
}

async function post(url, body, extra = {}) {
  const reply = await fetch(url, { method: 'POST', body, ...extra });
  if (!reply.ok) throw new Error(`Ollama answered ${reply.status} to ${url}: ${await reply.text()}`);
}

async function ensureModel(host, name, log) {
  const { models } = await (await fetch(`${host}/api/tags`)).json();
  if (models.some((model) => model.name === `${name}:latest`)) return;
  const { sha256, template } = TEST_MODELS[name];
  const file = await fetchGguf({ name, cache: OLLAMA_CACHE, log });
  const blob = `${host}/api/blobs/sha256:${sha256}`;
  if (!(await fetch(blob, { method: 'HEAD' })).ok) {
    const headers = { 'content-length': String(statSync(file).size) };
    await post(blob, Readable.toWeb(createReadStream(file)), { headers, duplex: 'half' });
  }
  const parameters = { stop: ['<|im_end|>', '<|im_start|>'], num_thread: THREADS };
  await post(
    `${host}/api/create`,
    JSON.stringify({
      model: name,
      files: { [`${name}.gguf`]: `sha256:${sha256}` },
      template,
      parameters,
      stream: false,
    }),
  );
}

/**
 * A server that answers and has the test model `model`: { host (a URL), model, pid, version, source }. `pid` is null
 * for a server that was running already, else the caller stops it. Throws an Error that says what is missing. A `fresh` one
 * writes to `logFile`; a `verbose` one also what it found in its cache for each prompt.
 */
export async function ensureOllama({ model, fresh = false, log, ...logging }) {
  if (!TEST_MODELS[model])
    throw new Error(`The model must be one of ${Object.keys(TEST_MODELS).join(', ')}, not ${model}.`);
  let server = { host: process.env.OLLAMA_HOST || '127.0.0.1:11434', pid: null };
  let source = 'running';
  if (fresh || !(await versionAt(server.host))) {
    const given = process.env.OLLAMA_BIN ?? onPath('ollama');
    source = given ? 'installed' : 'built';
    server = await startServer(given ?? buildOllama({ cache: OLLAMA_CACHE, log }), logging);
  }
  const host = urlOf(server.host);
  try {
    await ensureModel(host, model, log);
    return { host, model, pid: server.pid, version: await versionAt(host), source };
  } catch (error) {
    if (server.pid !== null) process.kill(server.pid, 'SIGTERM');
    throw error;
  }
}
