import { expect, it } from 'vitest';
import { makeModelFile } from './make-model-file.ts';
import type { ModelRecipe } from '../../domain/models/model-manifest.ts';

async function made(recipe: ModelRecipe, ...inputs: Buffer[]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  // eslint-disable-next-line @typescript-eslint/require-await -- an async iterable without anything to wait for
  const all = (async function* () {
    yield* inputs;
  })();
  for await (const part of makeModelFile(recipe, all)) parts.push(part);
  return Buffer.concat(parts);
}

it('joins parts as they are', async () => {
  expect((await made({ kind: 'join' }, Buffer.from('ab'), Buffer.from('c'))).toString()).toBe('abc');
});

it('appends ONNX metadata as field 14 of the model, key and value inside', async () => {
  const bytes = await made({ kind: 'onnx-metadata', metadata: { k: 'vv' } }, Buffer.from([1, 2]));
  expect([...bytes]).toEqual([1, 2, 0x72, 7, 0x0a, 1, 0x6b, 0x12, 2, 0x76, 0x76]);
});

it('writes long metadata lengths as protobuf does', async () => {
  const bytes = await made({ kind: 'onnx-metadata', metadata: { k: 'v'.repeat(200) } }, Buffer.alloc(0));
  expect([...bytes.subarray(0, 3)]).toEqual([0x72, 0xce, 0x01]); // 206 = 3 for the key, 3 of header and 200
});

it('turns a Moonshine tokenizer into base64 lines, leaving out empty tokens', async () => {
  const long = Buffer.alloc(130, 0x61);
  const bytes = Buffer.concat([Buffer.from([1, 0x62, 0]), Buffer.from([130 - 128 + 128, 1]), long]);
  expect((await made({ kind: 'moonshine-tokens' }, bytes)).toString()).toBe(`Yg== 0\n${long.toString('base64')} 2\n`);
});

it('turns a Piper voice into symbol lines, without the line break', async () => {
  const json = Buffer.from(JSON.stringify({ phoneme_id_map: { _: [0], '\n': [1], a: [14, 3] } }));
  expect((await made({ kind: 'piper-tokens' }, json)).toString()).toBe('_ 0\na 14\n');
});

it('refuses a voice description that is none', async () => {
  await expect(made({ kind: 'piper-tokens' }, Buffer.from('{"phonemes":1}'))).rejects.toThrow();
});
