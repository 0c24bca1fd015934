import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const VERSION = 'v0.17.4';

/**
 * Go leaves every folder named `vendor` out of a module, so three headers of llama.cpp are missing from Ollama's.
 * This package carries a git bundle of llama.cpp that has them.
 */
const HEADERS_FROM = 'node-llama-cpp@3.22.1';

/** Flags that this CPU can run: cgo's default is plain x86-64 (SSE2), five times slower. */
function cpuFlags() {
  if (process.arch !== 'x64' || process.platform !== 'linux') return '-O3';
  const line = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? '';
  const has = new Set(line.trim().split(' '));
  const wanted = { sse4_2: '-msse4.2', avx: '-mavx', avx2: '-mavx2', fma: '-mfma', f16c: '-mf16c', bmi2: '-mbmi2' };
  return [
    '-O3',
    ...Object.entries(wanted)
      .filter(([flag]) => has.has(flag))
      .map(([, option]) => option),
  ].join(' ');
}

/** Where the finished server lies for this CPU, built or not. */
export function builtBinary(cache) {
  const key = createHash('sha256').update(`${VERSION} ${cpuFlags()}`).digest('hex').slice(0, 8);
  return join(cache, 'bin', `ollama-${VERSION}-${key}${process.platform === 'win32' ? '.exe' : ''}`);
}

function missingTools() {
  return ['go', 'git', 'tar', 'gcc', 'g++'].filter((tool) => {
    try {
      execFileSync(tool, [tool === 'go' ? 'version' : '--version'], { stdio: 'ignore' });
      return false;
    } catch {
      return true;
    }
  });
}

function fetchHeaders({ work, cache, run }) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const packed = run(npm, ['pack', '--silent', HEADERS_FROM], { shell: process.platform === 'win32' });
  const tarball = packed.toString().trim().split('\n').pop();
  run('tar', ['xzf', tarball, 'package/llama/gitRelease.bundle']);
  run('git', ['clone', '-q', '--bare', 'package/llama/gitRelease.bundle', 'llama.git']);
  const wanted = ['vendor/nlohmann', 'vendor/stb', 'vendor/miniaudio'];
  const archive = run('git', ['-C', 'llama.git', 'archive', 'HEAD', ...wanted]);
  const headers = join(cache, 'headers'); // a fixed place: its path is part of the key of Go's build cache
  mkdirSync(headers, { recursive: true });
  run('tar', ['x', '-C', headers], { input: archive, stdio: ['pipe', 'inherit', 'inherit'] });
  return join(headers, 'vendor');
}

/**
 * Builds the server with the Go client, once, at low priority; returns the binary's path.
 * Throws an Error that says what is missing. Takes some 8 minutes on two cores and 700 MB of memory.
 */
export function buildOllama({ cache, log }) {
  const target = builtBinary(cache);
  if (existsSync(target)) return target;
  const missing = missingTools();
  if (missing.length > 0) {
    throw new Error(
      `Ollama cannot be built here: ${missing.join(', ')} not found. Install Ollama itself (ollama.com) or the missing tools.`,
    );
  }
  const work = mkdtempSync(join(tmpdir(), 'latchkey-ollama-'));
  const run = (command, args, options = {}) =>
    execFileSync(command, args, { cwd: work, stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28, ...options });
  try {
    const include = fetchHeaders({ work, cache, run });
    const flags = cpuFlags();
    log(`building Ollama ${VERSION} with Go, once; about 8 minutes on two cores (${cpus().length} here)`);
    const started = performance.now();
    const linker = `-s -w -X github.com/ollama/ollama/version.Version=${VERSION.slice(1)}`;
    const go = ['go', 'install', '-trimpath', '-ldflags', linker, `github.com/ollama/ollama@${VERSION}`];
    const [command, ...args] = process.platform === 'win32' ? go : ['nice', '-n', '10', ...go];
    run(command, args, {
      env: {
        ...process.env,
        GOFLAGS: '-mod=mod',
        GOBIN: work,
        CGO_ENABLED: '1',
        CGO_CFLAGS: flags,
        CGO_CXXFLAGS: flags,
        CGO_CPPFLAGS: `-I${include}`,
      },
    });
    log(`built in ${Math.round((performance.now() - started) / 1000)} s`);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(work, process.platform === 'win32' ? 'ollama.exe' : 'ollama'), `${target}.part`);
    chmodSync(`${target}.part`, 0o755);
    renameSync(`${target}.part`, target);
    return target;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
