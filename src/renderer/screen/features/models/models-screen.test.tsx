// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { failed, ok } from '../../../../base/result.ts';
import { show } from '../../bridge/testing/show.tsx';
import { ModelsScreen } from './models-screen.tsx';

afterEach(cleanup);

const row = (title: string) => within(screen.getByRole('heading', { name: title }).closest('li')!);

test('an installation shows how far it is, can be cancelled, and ends in a new state', async () => {
  const { main, settle } = await show(<ModelsScreen />);
  let finish = () => {};
  main.answer(
    'model.install',
    ({ modelId }) =>
      new Promise((resolve) => {
        finish = () => {
          main.state.models = main.state.models.map((model) =>
            model.modelId === modelId ? { ...model, state: 'installed' } : model,
          );
          resolve(ok(null));
        };
      }),
  );
  fireEvent.click(screen.getByRole('button', { name: 'Install Piper Joe' }));
  await settle();
  main.emit('model.progressed', {
    modelId: 'piper-joe',
    phase: 'downloading',
    doneBytes: 21_000_000,
    totalBytes: 63_000_000,
  });
  await settle();
  expect(row('Piper Joe').getByText('21 MB of 63 MB')).toBeTruthy();
  expect(row('Piper Joe').getByRole('progressbar').getAttribute('aria-valuenow')).toBe('33');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel: Piper Joe' }));
  await settle();
  expect(main.heard).toContain('model.cancel {"modelId":"piper-joe"}');
  finish();
  await settle();
  expect(row('Piper Joe').getByText('Installed')).toBeTruthy();
  expect(row('Piper Joe').queryByRole('progressbar')).toBeNull();
});

test('a failed installation says why at the model it was for', async () => {
  const { main, settle } = await show(<ModelsScreen />);
  main.answer('model.install', () => failed({ kind: 'disk-full', path: '/models' }));
  fireEvent.click(screen.getByRole('button', { name: 'Install Piper Joe' }));
  await settle();
  expect(row('Piper Joe').getByText('The disk is full: /models.')).toBeTruthy();
});

test('a model that was read whole and found good says so, until something else is done to it', async () => {
  const { main, settle } = await show(<ModelsScreen />);
  fireEvent.click(screen.getByRole('button', { name: 'Verify Moonshine tiny English' }));
  await settle();
  expect(row('Moonshine tiny English').getByText('Verified')).toBeTruthy();
  main.answer('model.verify', () =>
    failed({ kind: 'model-damaged', modelId: 'moonshine', file: 'stt/tokens.txt', detail: 'it was changed' }),
  );
  fireEvent.click(screen.getByRole('button', { name: 'Verify Moonshine tiny English' }));
  await settle();
  expect(row('Moonshine tiny English').queryByText('Verified')).toBeNull();
  expect(
    row('Moonshine tiny English').getByText('The model file stt/tokens.txt is damaged: it was changed.'),
  ).toBeTruthy();
});

test('a damaged model offers what helps', async () => {
  await show(<ModelsScreen />);
  expect(row('Kokoro 82M').getByText('Damaged')).toBeTruthy();
  expect(
    row('Kokoro 82M')
      .getAllByRole('button')
      .map((button) => button.textContent),
  ).toEqual(['Install again', 'Remove']);
});

test('without Ollama it says what that means and how to get it, as text', async () => {
  await show(<ModelsScreen />);
  expect(screen.getByText('Ollama not found')).toBeTruthy();
  expect(screen.getByText('https://ollama.com/download').tagName).toBe('CODE');
});

test('a model is pulled into Ollama with progress, and can be cancelled', async () => {
  const { main, settle } = await show(<ModelsScreen />, {
    ollama: { url: 'http://127.0.0.1:11434', version: '0.17.4', models: [], chosen: '' },
  });
  main.answer('ollama.pull', () => new Promise(() => {}));
  fireEvent.change(screen.getByLabelText('Pull another model'), { target: { value: ' smollm2:135m ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Pull' }));
  await settle();
  expect(main.heard).toContain('ollama.pull {"model":"smollm2:135m"}');
  main.emit('ollama.progressed', {
    model: 'smollm2:135m',
    status: 'downloading',
    doneBytes: 50_000_000,
    totalBytes: 100_000_000,
  });
  await settle();
  expect(screen.getByRole('progressbar', { name: 'smollm2:135m: downloading' }).getAttribute('aria-valuenow')).toBe(
    '50',
  );
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await settle();
  expect(main.heard).toContain('ollama.cancelPull null');
});
