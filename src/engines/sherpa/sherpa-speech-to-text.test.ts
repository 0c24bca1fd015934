import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { resample } from '../../domain/audio/resample.ts';
import { DEFAULT_RECOGNISER, Recogniser, SPEECH_CHOICES } from '../../domain/engine/speech-choice.ts';
import { filesOf, ModelManifest } from '../../domain/models/model-manifest.ts';
import { modelsFolder } from '../models-folder.ts';
import { describeIfInstalled } from '../testing/if-installed.ts';
import { describeRecogniser } from './recogniser-files.ts';
import { createSherpaSpeechToText } from './sherpa-speech-to-text.ts';
import { createSherpaTextToSpeech } from './sherpa-text-to-speech.ts';

const folder = modelsFolder(process.env);
let spoken = new Float32Array(0);

beforeAll(async () => {
  const voice = await createSherpaTextToSpeech({ folder, voice: 'joe', clock: createFakeClock() });
  const said =
    voice.ok && (await voice.value.synthesise('Please take me off your list.', new AbortController().signal));
  if (!voice.ok || !said || !said.ok) throw new Error('the test cannot speak');
  spoken = Float32Array.from(resample(said.value, voice.value.sampleRate, 16_000));
});

for (const recogniser of Recogniser.options) {
  const { name } = SPEECH_CHOICES[recogniser];
  // The default has to be there.
  const files = recogniser === DEFAULT_RECOGNISER ? [] : describeRecogniser(recogniser, folder).files;
  describeIfInstalled(name, files, () => {
    it('recognises a sentence, nothing in silence, and what is longer than it takes at once', async () => {
      const made = await createSherpaSpeechToText({ folder, recogniser });
      if (!made.ok) throw new Error(JSON.stringify(made.failure));
      const { transcribe } = made.value;
      expect(await transcribe(spoken)).toMatchObject({
        ok: true,
        value: expect.stringMatching(/take me off your list/i) as string,
      });
      expect(await transcribe(new Float32Array(800))).toEqual({ ok: true, value: '' });
      const times = recogniser === DEFAULT_RECOGNISER ? 6 : 16;
      const gap = new Float32Array(8000);
      const long = Float32Array.from(Array.from({ length: times }, () => [...spoken, ...gap]).flat());
      const heard = await transcribe(long);
      const longest = describeRecogniser(recogniser, folder).longestSeconds;
      if (longest < Infinity) expect(long.length).toBeGreaterThan((longest + 0.5) * 16_000);
      expect(heard.ok && heard.value.match(/list/gi)?.length).toBeGreaterThanOrEqual(times - 1);
    });
  });
}

describe.each(Recogniser.options)('%s', (recogniser) => {
  it('expects the files that are installed', () => {
    const manifest = ModelManifest.parse(
      JSON.parse(readFileSync(join(import.meta.dirname, '../../../resources/models.json'), 'utf8')),
    );
    const model = manifest.models.find(({ id }) => id === recogniser);
    const known = describeRecogniser(recogniser, '/models').files.map(({ file, sha256 }) => ({
      path: relative('/models', file).replaceAll('\\', '/'),
      sha256,
    }));
    expect(known).toEqual((model ? filesOf(model) : []).map(({ path, sha256 }) => ({ path, sha256 })));
  });

  it('gives sherpa-onnx no file but those that are checked', () => {
    const { options, files } = describeRecogniser(recogniser, '/models');
    const given: string[] = [];
    JSON.stringify(options, (_key, value: unknown) => {
      if (typeof value === 'string' && value.includes('models')) given.push(value);
      return value;
    });
    expect(given.toSorted()).toEqual(files.map(({ file }) => file).toSorted());
  });

  it('says which file is missing, and refuses one that is another', async () => {
    const damaged = mkdtempSync(join(tmpdir(), 'latchkey-recogniser-'));
    try {
      const [first] = describeRecogniser(recogniser, damaged).files;
      expect(await createSherpaSpeechToText({ folder: damaged, recogniser })).toMatchObject({
        ok: false,
        failure: { kind: 'model-missing', modelId: recogniser, file: first?.file },
      });
      for (const { file } of describeRecogniser(recogniser, damaged).files) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, 'not a model');
      }
      expect(await createSherpaSpeechToText({ folder: damaged, recogniser })).toMatchObject({
        ok: false,
        failure: { kind: 'model-damaged', modelId: recogniser, file: first?.file },
      });
    } finally {
      rmSync(damaged, { recursive: true, force: true });
    }
  });
});
