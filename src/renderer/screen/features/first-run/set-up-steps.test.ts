import { expect, test } from 'vitest';
import { setUpSteps, type SetUpFacts } from './set-up-steps.ts';

const bare: SetUpFacts = {
  devices: { microphones: [], speakers: [] },
  microphoneFile: '',
  checked: false,
  models: [
    { isDefault: true, state: 'missing' },
    { isDefault: false, state: 'missing' },
  ],
  ollama: { version: null, models: [], chosen: '' },
  callsEver: 0,
  phase: 'idle',
};

test('nothing is claimed before the facts are there', () => {
  expect(setUpSteps({ ...bare, devices: null, models: null, ollama: null, callsEver: null })).toEqual({
    sound: 'unknown',
    models: 'unknown',
    ollama: 'unknown',
    practice: 'unknown',
  });
});

test('what could not be told is to do, not looked for without end and not done', () => {
  const failed = { devices: 'failed', models: 'failed', ollama: 'failed', callsEver: 'failed' } as const;
  expect(setUpSteps({ ...bare, ...failed })).toEqual({
    sound: 'open',
    models: 'open',
    ollama: 'open',
    practice: 'open',
  });
});

test('a bare machine has every step open', () => {
  expect(setUpSteps(bare)).toEqual({ sound: 'open', models: 'open', ollama: 'open', practice: 'open' });
});

test('a WAV file stands in for a microphone', () => {
  expect(setUpSteps({ ...bare, devices: { microphones: [], speakers: [{}] }, microphoneFile: 'me.wav' }).sound).toBe(
    'done',
  );
});

test('only the default models are needed', () => {
  const models = [
    { isDefault: true, state: 'installed' as const },
    { isDefault: false, state: 'damaged' as const },
  ];
  expect(setUpSteps({ ...bare, models }).models).toBe('done');
});

test.each([
  [[], '', 'open'],
  [['smollm2:135m'], '', 'done'],
  [['smollm2:135m'], 'smollm2:135m', 'done'],
  [['smollm2:135m'], 'llama3.1:8b', 'open'],
])('Ollama with the models %j and %j chosen is %s', (names, chosen, state) => {
  const models = names.map((name) => ({ name }));
  expect(setUpSteps({ ...bare, ollama: { version: '0.17.4', models, chosen } }).ollama).toBe(state);
});
