import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createRealClock } from '../../base/real-clock.ts';
import { ModelManifest } from '../../domain/models/model-manifest.ts';
import { createModelInstaller } from './install-model.ts';
import { startModelServer, type ModelServer } from './testing/model-server.ts';
import { writeToDisk, type WriteFile } from './write-file.ts';

const TOKENS = Buffer.from('tokens of both '.repeat(10_000));

let server: ModelServer;
let folder: string;
beforeEach(async () => {
  server = await startModelServer({ '/base-tokens.txt': TOKENS, '/small-tokens.txt': TOKENS });
  folder = await mkdtemp(join(tmpdir(), 'latchkey-models-'));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Two sizes of a model, whose words are the same file under two names. */
function installer(write: WriteFile = writeToDisk) {
  const expected = { bytes: TOKENS.length, sha256: createHash('sha256').update(TOKENS).digest('hex') };
  const model = (id: string) => ({
    id,
    title: id,
    purpose: 'speech-to-text',
    languages: ['en'],
    licence: 'MIT',
    note: '',
    machine: 'any machine',
    default: false,
    sizeBytes: TOKENS.length,
    available: 'pinned',
    files: [
      {
        path: `${id}/tokens.txt`,
        ...expected,
        inputs: [{ ...expected, sources: [{ kind: 'official', url: `${server.url}/${id}-tokens.txt` }] }],
      },
    ],
  });
  return createModelInstaller({
    manifest: ModelManifest.parse({ packages: {}, models: [model('base'), model('small')] }),
    folder: join(folder, 'models'),
    downloads: join(folder, 'downloads'),
    run: () => Promise.resolve({ code: null, output: '' }),
    fetch,
    clock: createRealClock(),
    log: silentLog,
    write,
  });
}
const options = () => ({ signal: new AbortController().signal, onProgress: () => {} });

it('is made once, though both models are installed at the same time', async () => {
  const models = installer();
  expect(await Promise.all([models.install('base', options()), models.install('small', options())])).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
  expect(server.requests).toHaveLength(1);
  expect(readdirSync(join(folder, 'downloads'))).toEqual([]);
});

it.each(['installed', 'removed'] as const)(
  'is kept for the model that is being made of it when the other is %s',
  async (what) => {
    let reached = () => {};
    let goOn = () => {};
    const reading = new Promise<void>((resolve) => (reached = resolve));
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const write: WriteFile = async (path, parts, writing) => {
      if (path.endsWith(join('base', 'tokens.txt.part'))) {
        reached();
        await held;
      }
      return writeToDisk(path, parts, writing);
    };
    const models = installer(write);
    const base = models.install('base', options());
    await reading;
    const other = what === 'installed' ? models.install('small', options()) : models.remove('small');
    expect(await other).toEqual({ ok: true, value: null });
    goOn();
    expect(await base).toEqual({ ok: true, value: null });
    expect(readdirSync(join(folder, 'downloads'))).toEqual([]);
  },
);
