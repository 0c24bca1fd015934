import { join } from 'node:path';
import type { Recogniser } from '../../domain/engine/speech-choice.ts';
import type { ExpectedFile } from '../check-model-file.ts';

type Path = (name: string) => string;
type Shelf = {
  readonly folder: string;
  readonly sha256: Readonly<Record<string, string>>;
  /** Of the options of a sherpa-onnx recogniser, those that only this model needs. */
  readonly options: (path: Path) => object;
  readonly longestSeconds: number;
};

const whisper = (size: 'base' | 'small', sha256: Shelf['sha256']): Shelf => ({
  folder: `stt/whisper-${size}-en`,
  sha256,
  options: (path) => ({
    whisper: {
      encoder: path(`${size}.en-encoder.int8.onnx`),
      decoder: path(`${size}.en-decoder.int8.onnx`),
      language: 'en',
      task: 'transcribe',
    },
    tokens: path(`${size}.en-tokens.txt`),
  }),
  // It looks at 30 s, of which sherpa-onnx keeps the last half second quiet; what is beyond is thrown away.
  longestSeconds: 29,
});
const WHISPER_TOKENS = '306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930';

const SHELVES: Readonly<Record<Recogniser, Shelf>> = {
  'moonshine-tiny-en': {
    folder: 'stt',
    sha256: {
      'encoder_model.ort': '94e90a4654fc45cdfedb77c4c08e1739f48862998e58fada384b25118134f221',
      'decoder_model_merged.ort': 'cf524c4862d36e9e5ab032eddc73637efd822d70e868ac575cf1a46e1e4708a0',
      'tokens.txt': '0b5d4db54dadeec450ec00d0c47ba3a80eb7a659933e10b7eea534a4f3dc9fb0',
    },
    options: (path) => ({
      moonshine: { encoder: path('encoder_model.ort'), mergedDecoder: path('decoder_model_merged.ort') },
      tokens: path('tokens.txt'),
    }),
    // sherpa-onnx 1.13.8 answers '' to more than 384 of its encoder's frames (9.2 s).
    longestSeconds: 9,
  },
  'whisper-base-en': whisper('base', {
    'base.en-encoder.int8.onnx': 'ef6b936f4c9b1d90a3b68634b60c4ed8576b26172b33c2535ec0e933c9edb823',
    'base.en-decoder.int8.onnx': 'f7162ad6db2dbef16cfaeaa7f945b9d7dd9c1b8d472f6aca82f2273d185e4d41',
    'base.en-tokens.txt': WHISPER_TOKENS,
  }),
  'whisper-small-en': whisper('small', {
    'small.en-encoder.int8.onnx': '8bdac288f369aa94ee2194059238c465ed82ea9d47ee8fa4a8c0a891873e462f',
    'small.en-decoder.int8.onnx': '710ccf890e10f3faa15f51ec346081a2723c9f3adb6e4da81c6573a5a6f877fb',
    'small.en-tokens.txt': WHISPER_TOKENS,
  }),
  'parakeet-tdt-0.6b-v3': {
    folder: 'stt/parakeet-tdt-0.6b-v3',
    sha256: {
      'encoder.int8.onnx': 'acfc2b4456377e15d04f0243af540b7fe7c992f8d898d751cf134c3a55fd2247',
      'decoder.int8.onnx': '179e50c43d1a9de79c8a24149a2f9bac6eb5981823f2a2ed88d655b24248db4e',
      'joiner.int8.onnx': '3164c13fc2821009440d20fcb5fdc78bff28b4db2f8d0f0b329101719c0948b3',
      'tokens.txt': 'd58544679ea4bc6ac563d1f545eb7d474bd6cfa467f0a6e2c1dc1c7d37e3c35d',
    },
    options: (path) => ({
      transducer: {
        encoder: path('encoder.int8.onnx'),
        decoder: path('decoder.int8.onnx'),
        joiner: path('joiner.int8.onnx'),
      },
      tokens: path('tokens.txt'),
      modelType: 'nemo_transducer',
    }),
    longestSeconds: Infinity,
  },
};

/** A recogniser in the models folder `root`: what sherpa-onnx is given, every file that it will read, and how much sound it takes at once. */
export function describeRecogniser(recogniser: Recogniser, root: string) {
  const { folder, sha256, options, longestSeconds } = SHELVES[recogniser];
  const path: Path = (name) => join(root, folder, name);
  const files: readonly ExpectedFile[] = Object.entries(sha256).map(([name, hash]) => ({
    modelId: recogniser,
    file: path(name),
    sha256: hash,
  }));
  return { options: options(path), files, longestSeconds };
}
