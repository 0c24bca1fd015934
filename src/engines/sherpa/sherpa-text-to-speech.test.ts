import { expect, it } from 'vitest';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { modelsFolder } from '../models-folder.ts';
import { createSherpaTextToSpeech } from './sherpa-text-to-speech.ts';

const clock = createFakeClock();

it('speaks a clause that is neither empty nor silent', async () => {
  const voice = await createSherpaTextToSpeech({ folder: modelsFolder(process.env), voice: 'joe', clock });
  if (!voice.ok) throw new Error(JSON.stringify(voice.failure));
  const spoken = await voice.value.synthesise('Good morning, this is a test.', new AbortController().signal);
  if (!spoken.ok) throw new Error(JSON.stringify(spoken.failure));
  const seconds = spoken.value.length / voice.value.sampleRate;
  expect(seconds).toBeGreaterThan(1);
  expect(seconds).toBeLessThan(4);
  expect(Math.max(...spoken.value)).toBeGreaterThan(0.1);
});

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
  expect(voice).toMatchObject({ ok: false, failure: { kind: 'model-missing', modelId: 'kokoro:af_heart' } });
});
