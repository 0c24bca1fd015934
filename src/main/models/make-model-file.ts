import { z } from 'zod';
import type { ModelRecipe } from '../../domain/models/model-manifest.ts';

type Parts = AsyncIterable<Uint8Array>;

/** Turns a model's inputs, joined, into the file that sherpa-onnx reads. Rejects where an input is not what it should be. */
export function makeModelFile(recipe: ModelRecipe, inputs: Parts): Parts {
  switch (recipe.kind) {
    case 'join':
      return inputs;
    case 'onnx-metadata':
      return followedBy(inputs, onnxMetadata(recipe.metadata));
    case 'moonshine-tokens':
      return converted(inputs, moonshineTokens);
    case 'piper-tokens':
      return converted(inputs, piperTokens);
    case 'vocabulary-tokens':
      return converted(inputs, vocabularyTokens);
  }
}

async function* followedBy(parts: Parts, last: Uint8Array): Parts {
  yield* parts;
  yield last;
}

async function* converted(parts: Parts, convert: (input: Buffer) => string): Parts {
  const read: Uint8Array[] = [];
  for await (const part of parts) read.push(part);
  yield Buffer.from(convert(Buffer.concat(read)));
}

/** Protobuf messages concatenate, so appending entries of ModelProto.metadata_props (field 14) adds metadata. */
function onnxMetadata(metadata: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(metadata).map(([key, value]) =>
    field(14, Buffer.concat([field(1, Buffer.from(key)), field(2, Buffer.from(value))])),
  );
  return Buffer.concat(entries);
}

const LENGTH_DELIMITED = 2;
const field = (number: number, data: Buffer) =>
  Buffer.concat([variableInteger((number << 3) | LENGTH_DELIMITED), variableInteger(data.length), data]);

function variableInteger(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}

/** Moonshine's tokenizer.bin (byte strings, each after its length) as lines of "base64 id"; empty ones left out. */
function moonshineTokens(bytes: Buffer): string {
  const lines: string[] = [];
  for (let at = 0, id = 0; at < bytes.length; id++) {
    let length = bytes.readUInt8(at++);
    if (length > 127) length = length - 128 + bytes.readUInt8(at++) * 128;
    if (length > 0) lines.push(`${bytes.toString('base64', at, at + length)} ${id}`);
    at += length;
  }
  return `${lines.join('\n')}\n`;
}

const PiperVoice = z.object({ phoneme_id_map: z.record(z.string(), z.array(z.number()).min(1)) });

/** Piper's phoneme_id_map as lines of "symbol id". */
function piperTokens(json: Buffer): string {
  const { phoneme_id_map: ids } = PiperVoice.parse(JSON.parse(json.toString()));
  return Object.entries(ids)
    .map(([symbol, [id]]) => (symbol === '\n' ? '' : `${symbol} ${id ?? 0}\n`))
    .join('');
}

const Vocabulary = z.union([
  z.object({ vocab: z.record(z.string(), z.number()) }).transform(({ vocab }) => vocab),
  z.record(z.string(), z.number()),
]);

/** Kokoro's vocabulary as lines of "symbol id". */
function vocabularyTokens(json: Buffer): string {
  return Object.entries(Vocabulary.parse(JSON.parse(json.toString())))
    .map(([symbol, id]) => `${symbol} ${id}\n`)
    .join('');
}
