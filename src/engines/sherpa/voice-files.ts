import { join } from 'node:path';
import type { ExpectedFile } from '../check-model-file.ts';

/** Speakers of the Kokoro voice file, in its order. */
export const KOKORO_SPEAKERS = ['af_heart', 'af_bella', 'am_michael', 'am_puck'] as const;
export type VoiceName = 'joe' | `kokoro:${(typeof KOKORO_SPEAKERS)[number]}`;

type Shelf = { readonly modelId: string; readonly folder: string; readonly sha256: Readonly<Record<string, string>> };

const JOE: Shelf = {
  modelId: 'piper-joe-en-us',
  folder: 'tts/joe',
  sha256: {
    'model.onnx': 'c9dc0dd883bd662937e8986af97efb25636c557469bde904dc4fcc9344cd2918',
    'tokens.txt': '969ac33a912189b8d056e8b4c25d5516630c89b9f6c9540a12ce1d7781af5515',
  },
};
const KOKORO: Shelf = {
  modelId: 'kokoro-82m-int8',
  folder: 'tts/kokoro',
  sha256: {
    'model.onnx': 'cbfc5ceeaf212ceb85fd717afe2c7c37a4aed331ccc4ae32eb9ad44512986c95',
    'voices.bin': 'f269bc423c3ace8548ec1bab731becb91870d2784e2072fd1efd42e3ed060589',
    'tokens.txt': '6ebb6bb288f20f3ae8d004d3c2ca27697da27c037d75e81a60e2a6a663f95425',
  },
};
/** What both voices read of espeak-ng: its tables, and the dictionary and rules of US English. */
const PRONUNCIATION: Shelf = {
  modelId: 'espeak-ng-data-en',
  folder: 'espeak-ng-data',
  sha256: {
    en_dict: '1053f74a34af38abb6fbd64b7838dacbc655a687c48ce1bb663d364a127b05de',
    intonations: '031a105bf6bb2ebcd73a2c579ccfb42469b27266db0078af65ae298fd3588b21',
    'lang/gmw/en-US': '41534c2a22df5dd4f1052ff9e1a33a3ea7bff5a26b5c02bdad5ba8ddb7524704',
    phondata: 'a0b643b155cb6b12628d9e7865b57d9fca0d35844614f2594a5e009c80c80bb4',
    phonindex: '384e5fa6f714ba5356c58008249b78699c31c1ad044b243068d263fb806b7d73',
    phontab: '1b40690667e1e9aa1ba5e5234773c799e7e72ea751426e5150423d53c3f24fa2',
  },
};

/** How sherpa-onnx is told of a voice. */
export type Voice = { readonly speaker: number; readonly model: object; readonly files: readonly ExpectedFile[] };

/** A voice in the models folder `root`: what sherpa-onnx is given, and every file that it will read. */
export function describeVoice(voice: VoiceName, root: string): Voice {
  const shelf = voice === 'joe' ? JOE : KOKORO;
  const path = (name: string) => join(root, shelf.folder, name);
  const dataDir = join(root, PRONUNCIATION.folder);
  const files = { model: path('model.onnx'), tokens: path('tokens.txt'), dataDir };
  return {
    speaker: voice === 'joe' ? 0 : KOKORO_SPEAKERS.findIndex((name) => voice === `kokoro:${name}`),
    model: voice === 'joe' ? { vits: files } : { kokoro: { ...files, voices: path('voices.bin') } },
    files: [...expected(shelf, root), ...expected(PRONUNCIATION, root)],
  };
}

const expected = ({ modelId, folder, sha256 }: Shelf, root: string): ExpectedFile[] =>
  Object.entries(sha256).map(([name, hash]) => ({ modelId, file: join(root, folder, name), sha256: hash }));
