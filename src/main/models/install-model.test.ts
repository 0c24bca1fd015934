import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createRealClock } from '../../base/real-clock.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { ModelManifest } from '../../domain/models/model-manifest.ts';
import { createModelInstaller, type ModelProgress } from './install-model.ts';
import type { RunTool } from './run-tool.ts';
import { startModelServer, type ModelServer } from './testing/model-server.ts';
import { writeToDisk, type WriteFile } from './write-file.ts';

const WEIGHTS = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 251));
const VOCABULARY = Buffer.from(JSON.stringify({ vocab: { a: 1, b: 2 } }));
const TOKENS = 'a 1\nb 2\n';
const WHEEL = Buffer.from(zipSync({ 'ear/weights.bin': WEIGHTS, 'ear/vocab.json': VOCABULARY }));
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const absent: RunTool = () => Promise.resolve({ code: null, output: 'not found' });

let server: ModelServer;
let folder: string;
let stop: AbortController;
let progress: ModelProgress[];

beforeEach(async () => {
  server = await startModelServer({ '/weights.bin': WEIGHTS, '/vocab.json': VOCABULARY });
  folder = await mkdtemp(join(tmpdir(), 'latchkey-models-'));
  stop = new AbortController();
  progress = [];
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function manifest(expected = sha256(WEIGHTS)) {
  const input = (bytes: Buffer, path: string, hash = sha256(bytes)) => ({
    bytes: bytes.length,
    sha256: hash,
    sources: [
      { kind: 'official', url: `${server.url}/${path}` },
      { kind: 'package', parts: [{ package: 'ear', member: `ear/${path}` }] },
    ],
  });
  const files = [
    {
      path: 'stt/weights.bin',
      bytes: WEIGHTS.length,
      sha256: expected,
      inputs: [input(WEIGHTS, 'weights.bin', expected)],
    },
    {
      path: 'stt/tokens.txt',
      bytes: TOKENS.length,
      sha256: sha256(TOKENS),
      recipe: { kind: 'vocabulary-tokens' },
      inputs: [input(VOCABULARY, 'vocab.json')],
    },
  ];
  const about = {
    title: 'Ear',
    purpose: 'speech-to-text',
    languages: ['en'],
    licence: 'MIT',
    note: '',
    machine: 'any machine',
    default: true,
  };
  return ModelManifest.parse({
    packages: {
      ear: { client: 'pip', spec: 'ear==1.0', archive: 'ear-1.0.whl', bytes: WHEEL.length, sha256: sha256(WHEEL) },
    },
    models: [
      { ...about, id: 'ear', sizeBytes: WEIGHTS.length + TOKENS.length, available: 'pinned', files },
      {
        ...about,
        id: 'nose',
        title: 'Nose',
        sizeBytes: VOCABULARY.length,
        available: 'pinned',
        files: [
          {
            path: 'nose/vocab.json',
            bytes: VOCABULARY.length,
            sha256: sha256(VOCABULARY),
            inputs: [
              {
                bytes: VOCABULARY.length,
                sha256: sha256(VOCABULARY),
                sources: [{ kind: 'package', parts: [{ package: 'ear', member: 'ear/vocab.json' }] }],
              },
            ],
          },
        ],
      },
      {
        ...about,
        id: 'big-ear',
        title: 'Big ear',
        default: false,
        sizeBytes: 5,
        available: 'official-release-only',
        release: 'https://example.org/release',
      },
    ],
  });
}

function installer(options: { run?: RunTool; write?: WriteFile; expected?: string; fetch?: typeof fetch } = {}) {
  const { run = absent, expected, ...rest } = options;
  return createModelInstaller({
    manifest: manifest(expected),
    folder: join(folder, 'models'),
    downloads: join(folder, 'downloads'),
    run,
    fetch,
    clock: createRealClock(),
    log: silentLog,
    ...rest,
  });
}
const options = () => ({ signal: stop.signal, onProgress: (event: ModelProgress) => progress.push(event) });
const installed = (path: string) => readFileSync(join(folder, 'models', path));

it('installs from the official release, converts, and knows it afterwards without the network', async () => {
  const models = installer();
  expect((await models.list()).map(({ modelId, state }) => [modelId, state])).toEqual([
    ['ear', 'missing'],
    ['nose', 'missing'],
    ['big-ear', 'unavailable'],
  ]);

  expect(await models.install('ear', options())).toEqual({ ok: true, value: null });

  expect(installed('stt/weights.bin').equals(WEIGHTS)).toBe(true);
  expect(installed('stt/tokens.txt').toString()).toBe(TOKENS);
  expect(progress.at(-1)).toEqual({
    modelId: 'ear',
    phase: 'done',
    doneBytes: WEIGHTS.length + VOCABULARY.length,
    totalBytes: WEIGHTS.length + VOCABULARY.length,
  });
  expect(new Set(progress.map(({ phase }) => phase))).toEqual(
    new Set(['downloading', 'converting', 'verifying', 'done']),
  );
  const done = progress.map(({ doneBytes }) => doneBytes);
  expect(done).toEqual([...done].sort((a, b) => a - b));
  const asked = server.requests.length;
  expect((await installer().list())[0]?.state).toBe('installed');
  expect(await installer().install('ear', options())).toMatchObject({ ok: true });
  expect(server.requests.length).toBe(asked);
});

it('goes on where a broken connection left off', async () => {
  server.next({ holdAfter: 120_000 });
  const models = installer();
  const onProgress = (event: ModelProgress) => {
    progress.push(event);
    if (event.doneBytes > 0) server.drop();
  };
  expect(await models.install('ear', { signal: stop.signal, onProgress })).toMatchObject({
    ok: false,
    failure: { kind: 'download-failed', what: 'Ear' },
  });
  expect(progress.at(-1)?.phase).toBe('failed');
  const kept = statSync(join(folder, 'downloads', `${sha256(WEIGHTS)}.part`)).size;
  expect(kept).toBeGreaterThan(0);

  expect(await models.install('ear', options())).toMatchObject({ ok: true });
  expect(server.requests.filter(({ path }) => path === '/weights.bin').map(({ range }) => range)).toEqual([
    undefined,
    `bytes=${kept}-`,
  ]);
  expect(installed('stt/weights.bin').equals(WEIGHTS)).toBe(true);
});

it('stops when cancelled, keeps what came, and resumes', async () => {
  server.next({ holdAfter: 120_000 });
  const models = installer();
  const onProgress = (event: ModelProgress) => {
    progress.push(event);
    if (event.doneBytes > 0) stop.abort(new Error('the person pressed Cancel'));
  };
  await expect(models.install('ear', { signal: stop.signal, onProgress })).rejects.toThrow();
  expect(progress.at(-1)?.phase).toBe('cancelled');
  expect((await models.list())[0]?.state).toBe('missing');

  stop = new AbortController();
  expect(await models.install('ear', options())).toMatchObject({ ok: true });
  expect(server.requests[1]?.range).toMatch(/^bytes=[1-9]\d*-$/);
  expect(installed('stt/weights.bin').equals(WEIGHTS)).toBe(true);
});

it('removes with a model what was loaded of it and not installed', async () => {
  server.next({ holdAfter: 120_000 });
  const models = installer();
  const onProgress = ({ doneBytes }: ModelProgress) => {
    if (doneBytes > 0) stop.abort(new Error('the person pressed Cancel'));
  };
  await expect(models.install('ear', { signal: stop.signal, onProgress })).rejects.toThrow();
  expect(readdirSync(join(folder, 'downloads'))).toHaveLength(1);
  expect(await models.remove('ear')).toMatchObject({ ok: true });
  expect(readdirSync(join(folder, 'downloads'))).toEqual([]);
});

it('refuses what is not the pinned file, and keeps none of it', async () => {
  const models = installer({ expected: sha256('something else') });
  const outcome = await models.install('ear', options());
  expect(outcome).toMatchObject({ ok: false, failure: { kind: 'download-failed', what: 'Ear' } });
  expect(JSON.stringify(outcome)).toContain('sha256');
  expect(existsSync(join(folder, 'models', 'stt/weights.bin'))).toBe(false);
  expect(existsSync(join(folder, 'downloads', `${sha256('something else')}.part`))).toBe(false);
});

it('says so when the disk is full, and leaves no half file among the models', async () => {
  const full: WriteFile = (path, parts, writing) =>
    path.includes('models') && path.endsWith('weights.bin.part')
      ? Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))
      : writeToDisk(path, parts, writing);
  expect(await installer({ write: full }).install('ear', options())).toMatchObject({
    ok: false,
    failure: { kind: 'disk-full' },
  });
  expect(existsSync(join(folder, 'models', 'stt/weights.bin.part'))).toBe(false);
  expect(await installer().install('ear', options())).toMatchObject({ ok: true });
});

it('does not ask another source for what the disk cannot hold', async () => {
  const asked: string[] = [];
  const full: WriteFile = () => Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
  const run: RunTool = (command) => {
    asked.push(command);
    return Promise.resolve({ code: 1, output: '' });
  };
  expect(await installer({ write: full, run }).install('ear', options())).toMatchObject({
    ok: false,
    failure: { kind: 'disk-full' },
  });
  expect(asked).toEqual([]);
});

/** A pip that puts the wheel where it is told to. */
const pip: RunTool = (command, args) => {
  if (command !== 'python') return Promise.resolve({ code: null, output: '' });
  const target = args[args.indexOf('-d') + 1];
  if (args.includes('download') && target) writeFileSync(join(target, 'ear-1.0.whl'), WHEEL);
  return Promise.resolve({ code: 0, output: '' });
};

it('takes the registry package where the release cannot be reached', async () => {
  server.next({ status: 503 });
  expect(await installer({ run: pip }).install('ear', options())).toMatchObject({ ok: true });
  expect(server.requests.length).toBe(1); // the silent host is not asked for the second file
  expect(installed('stt/weights.bin').equals(WEIGHTS)).toBe(true);
  expect(installed('stt/tokens.txt').toString()).toBe(TOKENS);
});

it('fetches once a package that two models are made of, though both are installed at the same time', async () => {
  server.next({ status: 503 });
  let downloads = 0;
  const run: RunTool = (command, args, tool) => {
    if (args.includes('download')) downloads += 1;
    return pip(command, args, tool);
  };
  const models = installer({ run });
  expect(await Promise.all([models.install('ear', options()), models.install('nose', options())])).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
  expect(downloads).toBe(1);
});

it('keeps no download of a model that is there, and a package only while another model is to be made of it', async () => {
  const downloads = () => readdirSync(join(folder, 'downloads')).map((name) => name.replace(/^[0-9a-f]{64}/, 'sha256'));
  server.next({});
  server.next({ status: 503 });
  const models = installer({ run: pip });
  expect(await models.install('ear', options())).toMatchObject({ ok: true });
  expect(downloads()).toEqual(['ear-1.0.whl']);
  expect(await models.install('nose', options())).toMatchObject({ ok: true });
  expect(downloads()).toEqual([]);
});

it('can be cancelled while it waits for a package that another model is fetching', async () => {
  server.next({ status: 503 });
  let arrive = () => {};
  let asked = () => {};
  const underWay = new Promise<void>((resolve) => (asked = resolve));
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const run: RunTool = async (command, args, tool) => {
    if (args.includes('download')) {
      asked();
      await arrived;
    }
    return pip(command, args, tool);
  };
  const models = installer({ run });
  const first = models.install('ear', { signal: new AbortController().signal, onProgress: () => {} });
  await underWay;
  const second = models.install('nose', options());
  stop.abort(new Error('the person pressed Cancel'));
  await expect(second).rejects.toThrow();
  arrive();
  expect(await first).toMatchObject({ ok: true });
});

it('names what to install where neither the release nor a package can be had', async () => {
  server.next({ status: 503 });
  const outcome = await installer().install('ear', options());
  expect(outcome).toMatchObject({ ok: false, failure: { kind: 'download-failed' } });
  expect(JSON.stringify(outcome)).toContain('install Python 3');
});

it('refuses a package that is not the pinned one', async () => {
  server.next({ status: 503 });
  const other: RunTool = (command, args, tool) => {
    const target = args[args.indexOf('-d') + 1];
    if (command === 'python' && args.includes('download') && target) {
      writeFileSync(join(target, 'ear-1.0.whl'), gzipSync('not the wheel'));
      return Promise.resolve({ code: 0, output: '' });
    }
    return pip(command, args, tool);
  };
  const outcome = await installer({ run: other }).install('ear', options());
  expect(outcome).toMatchObject({ ok: false, failure: { kind: 'download-failed' } });
  expect(existsSync(join(folder, 'downloads', 'ear-1.0.whl'))).toBe(false);
});

it('gives up a server that never answers', async () => {
  const clock = createFakeClock();
  let asked = () => {};
  const waiting = new Promise<void>((resolve) => (asked = resolve));
  const never: typeof fetch = (_url, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      asked();
    });
  const models = createModelInstaller({
    manifest: manifest(),
    folder: join(folder, 'models'),
    downloads: join(folder, 'downloads'),
    run: absent,
    fetch: never,
    clock,
    log: silentLog,
  });
  const outcome = models.install('ear', options());
  await waiting;
  await clock.advance(6000);
  expect(JSON.stringify(await outcome)).toContain('stopped answering');
});

it('sees a truncated file, a changed one and a missing one, and repairs only those', async () => {
  const models = installer();
  await models.install('ear', options());
  const weights = join(folder, 'models', 'stt/weights.bin');

  writeFileSync(weights, WEIGHTS.subarray(0, 1000));
  expect((await models.list())[0]?.state).toBe('damaged');

  const changed = Buffer.from(WEIGHTS);
  changed[5] = 99;
  writeFileSync(weights, changed);
  utimesSync(weights, new Date(0), new Date(0));
  expect((await models.list())[0]?.state).toBe('damaged');
  expect(await models.verify('ear')).toMatchObject({
    ok: false,
    failure: { kind: 'model-damaged', modelId: 'ear', file: 'stt/weights.bin' },
  });

  await rm(weights);
  expect((await models.list())[0]?.state).toBe('partial');
  expect(await models.verify('ear')).toMatchObject({ ok: false, failure: { kind: 'model-missing' } });

  const before = server.requests.length;
  expect(await models.install('ear', options())).toMatchObject({ ok: true });
  expect(await models.verify('ear')).toMatchObject({ ok: true });
  expect(server.requests.slice(before).map(({ path }) => path)).not.toContain('/vocab.json');
});

it('reads whole a folder that somebody else filled, once', async () => {
  for (const [path, bytes] of [
    ['stt/weights.bin', WEIGHTS],
    ['stt/tokens.txt', Buffer.from(TOKENS)],
  ] as const) {
    mkdirSync(dirname(join(folder, 'models', path)), { recursive: true });
    writeFileSync(join(folder, 'models', path), bytes);
  }
  expect((await installer().list())[0]?.state).toBe('installed');
  expect(existsSync(join(folder, 'models', '.verified.json'))).toBe(true);
});

it('says which folder cannot be written to', async () => {
  writeFileSync(join(folder, 'downloads'), 'a file where the folder should be');
  expect(await installer().install('ear', options())).toMatchObject({
    ok: false,
    failure: { kind: 'file-unreadable' },
  });
  expect(progress.at(-1)?.phase).toBe('failed');
});

it('removes a model, refuses one it does not know, and one that nobody has verified', async () => {
  const models = installer();
  await models.install('ear', options());
  expect(await models.remove('ear')).toMatchObject({ ok: true });
  expect((await models.list())[0]?.state).toBe('missing');
  expect(await models.install('tooth', options())).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
  const outcome = await models.install('big-ear', options());
  expect(outcome).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  expect(JSON.stringify(outcome)).toContain('https://example.org/release');
});
