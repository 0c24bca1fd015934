import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AgentVoice, Recogniser, SPEECH_CHOICES } from '../engine/speech-choice.ts';
import { filesOf, ModelManifest, packagesOfModel } from './model-manifest.ts';

const json = JSON.parse(readFileSync(join(import.meta.dirname, '../../../resources/models.json'), 'utf8')) as Record<
  string,
  never
>;
const manifest = ModelManifest.parse(json);

describe('the manifest that is shipped', () => {
  it('has for every voice and recogniser that can be chosen a model, and none that cannot be installed', () => {
    const chosen = [...AgentVoice.options, ...Recogniser.options].map((choice) => SPEECH_CHOICES[choice].modelId);
    const speech = manifest.models.filter(
      ({ purpose }) => purpose === 'text-to-speech' || purpose === 'speech-to-text',
    );
    const pinned = speech.filter(({ available }) => available === 'pinned').map(({ id }) => id);
    expect([...new Set(chosen)].toSorted()).toEqual(pinned.toSorted());
  });

  it('states for every model the size of its files', () => {
    for (const model of manifest.models.filter(({ available }) => available === 'pinned')) {
      expect([model.id, model.sizeBytes]).toEqual([
        model.id,
        filesOf(model).reduce((total, file) => total + file.bytes, 0),
      ]);
    }
  });

  it('has an ear, a voice, a lead of another voice and everything else that a practice call needs by default', () => {
    const purposes = manifest.models.filter((model) => model.default).map(({ purpose }) => purpose);
    expect([...purposes].sort()).toEqual([
      'end-of-turn',
      'pronunciation',
      'speech-to-text',
      'text-to-speech',
      'text-to-speech',
      'voice-activity',
    ]);
  });

  it('offers a way through a registry for every default file, so that the official releases are never needed', () => {
    const withoutPackage = manifest.models
      .filter((model) => model.default)
      .flatMap(filesOf)
      .filter((file) => file.inputs.some((input) => !input.sources.some(({ kind }) => kind === 'package')));
    expect(withoutPackage).toEqual([]);
  });

  it('has every recogniser with its files, by default or not', () => {
    const recognisers = manifest.models.filter(({ purpose }) => purpose === 'speech-to-text');
    expect(recognisers.map(({ id, available }) => [id, available])).toEqual([
      ['moonshine-tiny-en', 'pinned'],
      ['whisper-base-en', 'pinned'],
      ['whisper-small-en', 'pinned'],
      ['parakeet-tdt-0.6b-v3', 'pinned'],
    ]);
  });

  it('names no address whose file may change', () => {
    const addresses = manifest.models
      .flatMap(filesOf)
      .flatMap((file) => file.inputs.flatMap((input) => input.sources))
      .flatMap((source) => (source.kind === 'official' ? [source.url] : []));
    expect(addresses.filter((url) => /\/(main|master|latest)\//.test(url))).toEqual([]);
  });

  it('names no package that nothing is made of', () => {
    const used = new Set(manifest.models.flatMap(packagesOfModel));
    expect(Object.keys(manifest.packages).filter((name) => !used.has(name))).toEqual([]);
  });
});

describe('what is refused', () => {
  const damage = (
    change: (copy: { packages: Record<string, unknown>; models: { files: Record<string, unknown>[] }[] }) => void,
  ) => {
    const copy = structuredClone(json) as never;
    change(copy);
    return ModelManifest.safeParse(copy);
  };
  it.each([
    ['a path out of the folder', (file: Record<string, unknown>) => (file['path'] = '../../etc/passwd')],
    ['an absolute path', (file: Record<string, unknown>) => (file['path'] = '/etc/passwd')],
    ['a hash that is none', (file: Record<string, unknown>) => (file['sha256'] = 'abc')],
    ['an unknown key', (file: Record<string, unknown>) => (file['md5'] = 'abc')],
    ['a file that another model has too', (file: Record<string, unknown>) => (file['path'] = 'tts/joe/model.onnx')],
  ])('%s', (_what, change) => {
    expect(damage((copy) => change(copy.models[0]!.files[0]!)).success).toBe(false);
  });

  it('a package that is not listed', () => {
    const outcome = damage((copy) => delete copy.packages['pipecat-ai']);
    expect(outcome.error?.issues.map(({ message }) => message)).toEqual([
      'the package pipecat-ai is not listed under packages',
    ]);
  });
});
