import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkModelFile } from './check-model-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('tells a whole file from a cut, a changed and an absent one', async () => {
  const whole = Buffer.from('a model, as it was published');
  const sha256 = createHash('sha256').update(whole).digest('hex');
  const put = async (name: string, bytes: Buffer) => {
    await writeFile(join(folder, name), bytes);
    return { modelId: 'm', file: join(folder, name), sha256 };
  };
  expect(await checkModelFile(await put('whole', whole))).toMatchObject({ ok: true });
  expect(await checkModelFile(await put('cut', whole.subarray(0, 9)))).toMatchObject({
    ok: false,
    failure: { kind: 'model-damaged' },
  });
  expect(await checkModelFile(await put('changed', Buffer.from('b model, as it was published')))).toMatchObject({
    ok: false,
    failure: { kind: 'model-damaged' },
  });
  expect(await checkModelFile({ modelId: 'm', file: join(folder, 'absent'), sha256 })).toMatchObject({
    ok: false,
    failure: { kind: 'model-missing' },
  });
});
