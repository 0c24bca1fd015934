import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { AgentVoice, DEFAULT_VOICE, SPEECH_CHOICES } from '../../domain/engine/speech-choice.ts';
import { modelsFolder } from '../models-folder.ts';
import { filesOf, ModelManifest } from '../../domain/models/model-manifest.ts';
import { describeIfInstalled } from '../testing/if-installed.ts';
import { createSherpaTextToSpeech } from './sherpa-text-to-speech.ts';
import { describeVoice } from './voice-files.ts';

const clock = createFakeClock();

for (const name of AgentVoice.options) {
  // The default has to be there.
  const files = name === DEFAULT_VOICE ? [] : describeVoice(name, modelsFolder(process.env)).files;
  describeIfInstalled(SPEECH_CHOICES[name].name, files, () => {
    it('speaks a clause that is neither empty nor silent', async () => {
      const voice = await createSherpaTextToSpeech({ folder: modelsFolder(process.env), voice: name, clock });
      if (!voice.ok) throw new Error(JSON.stringify(voice.failure));
      const spoken = await voice.value.synthesise('Good morning, this is a test.', new AbortController().signal);
      if (!spoken.ok) throw new Error(JSON.stringify(spoken.failure));
      const seconds = spoken.value.length / voice.value.sampleRate;
      expect(seconds).toBeGreaterThan(1);
      expect(seconds).toBeLessThan(4);
      expect(Math.max(...spoken.value)).toBeGreaterThan(0.1);
    });
  });
}

it('answers nothing for a request that was aborted before its turn came', async () => {
  const voice = await createSherpaTextToSpeech({ folder: modelsFolder(process.env), voice: 'joe', clock });
  if (!voice.ok) throw new Error(JSON.stringify(voice.failure));
  const second = new AbortController();
  const first = voice.value.synthesise('The first one goes on.', new AbortController().signal);
  const waiting = voice.value.synthesise('The second is not wanted any more.', second.signal);
  second.abort();
  expect((await first).ok).toBe(true);
  const result = await waiting;
  expect(result.ok && result.value.length).toBe(0);
});

it('says which file is missing', async () => {
  const voice = await createSherpaTextToSpeech({ folder: '/nowhere', voice: 'kokoro:af_heart', clock });
  expect(voice).toMatchObject({ ok: false, failure: { kind: 'model-missing', modelId: 'kokoro-82m-int8' } });
});

it('refuses a cut voice, a wrong list of tokens and cut pronunciation, each by its name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-voice-'));
  const whole = modelsFolder(process.env);
  const damage = async (file: string, harm: (path: string) => void) => {
    for (const part of ['tts/joe', 'espeak-ng-data'])
      cpSync(join(whole, part), join(folder, part), { recursive: true });
    harm(join(folder, file));
    return createSherpaTextToSpeech({ folder, voice: 'joe', clock });
  };
  const refused = (modelId: string, file: string) => ({
    ok: false,
    failure: { kind: 'model-damaged', modelId, file: join(folder, file) },
  });
  try {
    const cut = (path: string) => truncateSync(path, 3000);
    expect(await damage('tts/joe/model.onnx', cut)).toMatchObject(refused('piper-joe-en-us', 'tts/joe/model.onnx'));
    expect(await damage('tts/joe/tokens.txt', (path) => writeFileSync(path, 'no tokens\n'))).toMatchObject(
      refused('piper-joe-en-us', 'tts/joe/tokens.txt'),
    );
    expect(await damage('espeak-ng-data/phondata', cut)).toMatchObject(
      refused('espeak-ng-data-en', 'espeak-ng-data/phondata'),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it.each(AgentVoice.options)('expects of %s the files that are installed', (voice) => {
  const manifest = ModelManifest.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../../resources/models.json'), 'utf8')),
  );
  const installed = manifest.models.flatMap((model) =>
    filesOf(model).map(({ path, sha256 }) => ({ modelId: model.id, path, sha256 })),
  );
  const { files } = describeVoice(voice, '/models');
  expect(files.map(({ modelId }) => modelId)).toContain(SPEECH_CHOICES[voice].modelId);
  for (const { modelId, file, sha256 } of files) {
    const path = relative('/models', file).replaceAll('\\', '/');
    expect(installed).toContainEqual({ modelId, path, sha256 });
  }
});
