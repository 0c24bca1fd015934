import { expect, test } from 'vitest';
import { readArguments, readSettings } from './practice-arguments.ts';

test('nothing given is one call with the friendly seller', () => {
  expect(readArguments([])).toEqual({
    ok: true,
    value: {
      scenario: 'friendly-seller',
      json: null,
      wav: null,
      seed: null,
      fast: false,
      calls: 1,
      list: false,
      help: false,
      data: null,
    },
  });
});

test('everything given', () => {
  expect(
    readArguments([
      'my.yaml',
      '--json',
      'r.json',
      '--wav=c.wav',
      '--seed',
      '7',
      '--calls',
      '3',
      '--fast',
      '--data',
      'd',
    ]),
  ).toMatchObject({
    ok: true,
    value: { scenario: 'my.yaml', json: 'r.json', wav: 'c.wav', seed: 7, calls: 3, fast: true, data: 'd' },
  });
});

test.each([
  [['--frast'], '--frast'],
  [['--seed', 'x'], '--seed takes a whole number'],
  [['--seed'], '--seed'],
  [['--calls', '0'], '--calls takes a whole number from 1'],
  [['--calls', '2.5'], '--calls takes a whole number'],
  [['a', 'b'], 'One scenario at a time'],
])('%s is refused', (args, says) => {
  const read = readArguments(args);
  expect(read.ok ? 'accepted' : read.failure).toContain(says);
});

test('an Ollama address that is none is refused in a sentence; one that is, and none, are taken', () => {
  const read = readSettings({ LATCHKEY_OLLAMA_URL: 'my-machine' });
  expect(read.ok ? 'accepted' : read.failure).toContain('LATCHKEY_OLLAMA_URL takes an address');
  expect(readSettings({ LATCHKEY_OLLAMA_URL: 'none' }).ok).toBe(true);
  expect(readSettings({ LATCHKEY_OLLAMA_URL: 'http://10.0.0.2:11434', LATCHKEY_OLLAMA_MODEL: 'small' })).toMatchObject({
    ok: true,
    value: { ollamaUrl: 'http://10.0.0.2:11434', ollamaModel: 'small' },
  });
});

test('the agent’s voice and ear can be chosen, but only among those there are', () => {
  expect(readSettings({ LATCHKEY_VOICE: 'kokoro:am_puck', LATCHKEY_RECOGNISER: 'whisper-base-en' })).toMatchObject({
    ok: true,
    value: { agentVoice: 'kokoro:am_puck', recogniser: 'whisper-base-en' },
  });
  const voice = readSettings({ LATCHKEY_VOICE: 'puck' });
  expect(voice.ok ? 'accepted' : voice.failure).toMatch(/^LATCHKEY_VOICE takes one of joe, .*, not puck\.$/);
  const ear = readSettings({ LATCHKEY_RECOGNISER: '' });
  expect(ear.ok ? 'accepted' : ear.failure).toContain('LATCHKEY_RECOGNISER takes one of moonshine-tiny-en');
});
