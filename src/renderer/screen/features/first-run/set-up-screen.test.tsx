// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { failed } from '../../../../base/result.ts';
import { createFakeMain } from '../../bridge/testing/fake-main.ts';
import { show } from '../../bridge/testing/show.tsx';
import { models } from '../../bridge/testing/samples.ts';
import { SetUpScreen } from './set-up-screen.tsx';

afterEach(cleanup);

const step = (name: string) => within(screen.getByRole('region', { name }));

test('a machine without sound is told so, and a WAV file can speak', async () => {
  const { main, settle } = await show(<SetUpScreen />, { records: [] });
  const sound = step('Sound');
  expect(sound.getByText(/No microphone was found/)).toBeTruthy();
  expect(sound.getByText(/No speaker was found/)).toBeTruthy();
  fireEvent.click(sound.getByRole('button', { name: 'Choose a WAV file as microphone' }));
  await settle();
  expect(main.heard).toContain('settings.set {"microphoneFile":"/sounds/me.wav"}');
  expect(sound.getByText('/sounds/me.wav')).toBeTruthy();
});

test('the sound check shows how loud it was', async () => {
  const { main, settle } = await show(<SetUpScreen />, {
    devices: { microphones: [{ id: 'a', label: 'A' }], speakers: [{ id: 'b', label: 'B' }] },
  });
  main.answer('sound.check', () => ({ ok: true, value: { microphoneDb: -18, speaker: true, says: '' } }));
  fireEvent.click(step('Sound').getByRole('button', { name: 'Play a tone and listen' }));
  await settle();
  expect(step('Sound').getByRole('meter').getAttribute('aria-valuetext')).toBe('-18 decibels');
  expect(step('Sound').getByText('Heard you (-18 dB)')).toBeTruthy();
});

test('only what is needed is asked for, and a missing model says what a call is like without it', async () => {
  await show(<SetUpScreen />);
  const needed = step('Models for hearing and speaking');
  expect(needed.getByText('To do')).toBeTruthy();
  expect(needed.getByText(/Without it the agent has no voice/)).toBeTruthy();
  expect(needed.queryByText('Kokoro 82M')).toBeNull();
});

test('what is there is done, without anybody having said so', async () => {
  await show(<SetUpScreen />, {
    models: models.map((model) => ({ ...model, state: 'installed' as const })),
    devices: { microphones: [{ id: 'a', label: 'A' }], speakers: [{ id: 'b', label: 'B' }] },
    ollama: {
      url: 'http://127.0.0.1:11434',
      version: '0.17.4',
      models: [{ name: 'smollm2:135m', bytes: 98_000_000 }],
      chosen: 'smollm2:135m',
    },
  });
  expect(screen.getAllByText('Done')).toHaveLength(4);
  expect(screen.getByRole('button', { name: 'Finish' })).toBeTruthy();
});

test('the rest can be skipped; the practice call ends the set-up', async () => {
  const { main, settle } = await show(<SetUpScreen />, { records: [] });
  fireEvent.click(screen.getByRole('button', { name: 'Skip the rest' }));
  await settle();
  expect(main.heard).toContain('settings.set {"firstRunDone":true}');
  fireEvent.click(step('Practice call').getByRole('button', { name: 'Practice call' }));
  await settle();
  expect(main.heard).toContain('practice.start {"scenario":"willing-buyer"}');
  expect(window.location.hash).toBe('#/call');
});

test('devices are looked for again when the line has come up', async () => {
  const { main, settle } = await show(<SetUpScreen />);
  main.state.devices = { microphones: [{ id: 'a', label: 'A' }], speakers: [{ id: 'b', label: 'B' }] };
  main.emit('health.changed', { part: 'line', state: 'ready', detail: '', sinceWallMs: 0 });
  await settle();
  expect(step('Sound').queryByText(/No microphone was found/)).toBeNull();
  expect(step('Sound').getByText('Done')).toBeTruthy();
});

test('an Ollama that was found when looked for again makes its step done', async () => {
  const { main, settle } = await show(<SetUpScreen />);
  expect(step('Language model').getByText('To do')).toBeTruthy();
  main.state.ollama = {
    ...main.state.ollama,
    version: '0.17.4',
    models: [{ name: 'smollm2:135m', bytes: 98_000_000 }],
  };
  fireEvent.click(step('Language model').getByRole('button', { name: 'Look again' }));
  await settle();
  expect(step('Language model').getByText('Ollama 0.17.4')).toBeTruthy();
  expect(step('Language model').getByText('Done')).toBeTruthy();
});

test('models that could not be looked at are not called done', async () => {
  const main = createFakeMain();
  main.answer('models.list', () => failed({ kind: 'process-lost', part: 'main', exitCode: null }));
  await show(<SetUpScreen />, {}, main);
  expect(step('Models for hearing and speaking').getByText('To do')).toBeTruthy();
});
