// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { failed, ok } from '../../../../base/result.ts';
import type { Failure } from '../../../../domain/failure.ts';
import type { ModelStatus } from '../../../../domain/models/model-status.ts';
import { show } from '../../bridge/testing/show.tsx';
import { SETTING_GROUPS } from './setting-list.ts';
import { SettingsScreen } from './settings-screen.tsx';

afterEach(cleanup);

const sets = (heard: readonly string[]) => heard.filter((line) => line.startsWith('settings.set'));
const row = (label: string) => within(screen.getByText(label, { selector: '.setting-label' }).closest('li')!);

test('every group of settings is named by its heading', async () => {
  await show(<SettingsScreen />);
  for (const { title } of SETTING_GROUPS) expect(screen.getByRole('region', { name: title })).toBeTruthy();
});

test('what is typed is kept once the typing rests, and says so', async () => {
  const { main, pass } = await show(<SettingsScreen />);
  const field = screen.getByLabelText('Brokerage');
  fireEvent.change(field, { target: { value: 'Harbor' } });
  await pass(300);
  fireEvent.change(field, { target: { value: 'Harbor Homes' } });
  await pass(599);
  expect(sets(main.heard)).toEqual([]);
  await pass(1);
  await pass(0);
  expect(sets(main.heard)).toEqual(['settings.set {"brokerage":"Harbor Homes"}']);
  expect(row('Brokerage').getByText('Saved')).toBeTruthy();
});

test('what cannot be kept says why and is not sent', async () => {
  const { main, pass } = await show(<SettingsScreen />);
  const field = screen.getByLabelText('Ollama’s address');
  fireEvent.change(field, { target: { value: 'localhost' } });
  fireEvent.blur(field);
  await pass(1_000);
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(row('Ollama’s address').getAllByText(/Write an address such as/).length).toBeGreaterThan(0);
  expect(sets(main.heard)).toEqual([]);
});

test('a default is marked, and a change can be taken back', async () => {
  const { main, settle } = await show(<SettingsScreen />);
  expect(row('Record calls').getByText('Default')).toBeTruthy();
  fireEvent.click(screen.getByRole('switch', { name: 'Record calls' }));
  await settle();
  expect(row('Record calls').queryByText('Default')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Reset Record calls to its default' }));
  await settle();
  expect(sets(main.heard)).toEqual(['settings.set {"recordCalls":false}', 'settings.set {"recordCalls":true}']);
  expect(row('Record calls').getByText('Default')).toBeTruthy();
});

test('the take-over key is pressed, not spelled', async () => {
  const { main, settle } = await show(<SettingsScreen />);
  const button = screen.getByRole('button', { name: /Take-over key/ });
  fireEvent.click(button);
  fireEvent.keyDown(button, { key: 'Shift', shiftKey: true });
  fireEvent.keyDown(button, { key: 'L', ctrlKey: true, altKey: true });
  await settle();
  expect(sets(main.heard)).toEqual(['settings.set {"takeOverHotKey":"CommandOrControl+Alt+L"}']);
});

test('when main refuses, its words stand beside the setting', async () => {
  const { main, settle } = await show(<SettingsScreen />);
  main.answer('settings.set', () => failed({ kind: 'refused', reason: 'That key belongs to the system.' }));
  fireEvent.click(screen.getByRole('radio', { name: 'Dark' }));
  await settle();
  expect(row('Theme').getByText('That key belongs to the system.')).toBeTruthy();
});

test('a microphone that is not connected now is not forgotten', async () => {
  const { main, settle } = await show(<SettingsScreen />, {
    devices: { microphones: [{ id: 'usb', label: 'USB headset' }], speakers: [] },
  });
  main.emit('settings.changed', { ...main.state.settings, microphoneId: 'old-one' });
  await settle();
  const field = screen.getByLabelText<HTMLSelectElement>('Microphone');
  expect(field.selectedOptions[0]?.textContent).toBe('Not connected now');
  expect(within(field).getByText('USB headset')).toBeTruthy();
});

const model = (modelId: string, state: ModelStatus['state']): ModelStatus => ({
  modelId,
  title: modelId,
  purpose: 'speech-to-text',
  licence: '',
  note: '',
  machine: '',
  sizeBytes: 1,
  state,
  isDefault: false,
});
const installedAndNot = [
  model('piper-joe-en-us', 'installed'),
  model('kokoro-82m-int8', 'installed'),
  model('moonshine-tiny-en', 'installed'),
  model('whisper-base-en', 'missing'),
  model('whisper-small-en', 'damaged'),
  model('parakeet-tdt-0.6b-v3', 'partial'),
];
const options = (label: string) =>
  [...screen.getByLabelText<HTMLSelectElement>(label).options].map(
    ({ text, disabled }) => `${disabled ? '(off) ' : ''}${text}`,
  );

test('a voice and a recogniser that are installed can be chosen; the others say why not, and where to get them', async () => {
  const { main, settle } = await show(<SettingsScreen />, { models: installedAndNot });
  expect(options('Agent’s voice')).toEqual(['Joe', 'Kokoro Heart', 'Kokoro Bella', 'Kokoro Michael', 'Kokoro Puck']);
  expect(row('Agent’s voice').queryByRole('link')).toBeNull();
  expect(options('Speech recognition')).toEqual([
    'Moonshine tiny',
    '(off) Whisper base – not installed',
    '(off) Whisper small – damaged',
    '(off) NVIDIA Parakeet – incomplete',
  ]);
  expect(row('Speech recognition').getByRole('link').getAttribute('href')).toBe('#/models');
  expect(row('Agent’s voice').getByText('Default')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('Agent’s voice'), { target: { value: 'kokoro:af_bella' } });
  await settle();
  expect(sets(main.heard)).toEqual(['settings.set {"agentVoice":"kokoro:af_bella"}']);
  expect(row('Agent’s voice').queryByText('Default')).toBeNull();
});

test('a voice that this machine is too slow for says so beside the setting, once it was tried', async () => {
  const { main, settle } = await show(<SettingsScreen />, { models: installedAndNot });
  expect(row('Agent’s voice').queryByText(/too slow/)).toBeNull();
  const failure: Failure = {
    kind: 'voice-too-slow',
    chosen: 'Kokoro Bella',
    instead: 'Joe',
    tookMs: 3_200,
    soundMs: 2_000,
  };
  const voice = { part: 'voice', state: 'degraded', detail: 'joe', sinceWallMs: 0, failure } as const;
  main.answer('health.list', () => ok([voice]));
  main.emit('health.changed', voice);
  await settle();
  expect(
    row('Agent’s voice').getByText(/too slow to speak live with Kokoro Bella.*1\.6 s.*Calls use Joe/),
  ).toBeTruthy();
  expect(row('Speech recognition').queryByText(/too slow/)).toBeNull();
});

test('office hours are kept day by day, once they can be', async () => {
  const { main, settle } = await show(<SettingsScreen />);
  fireEvent.click(screen.getByLabelText('Saturday'));
  await settle();
  expect(sets(main.heard).at(-1)).toContain('"saturday":null');
  const before = sets(main.heard).length;
  fireEvent.change(screen.getByLabelText('Monday to'), { target: { value: '08:00' } });
  await settle();
  expect(sets(main.heard)).toHaveLength(before);
  expect(row('Office hours').getAllByText(/Monday: the day has to close after it opens/).length).toBeGreaterThan(0);
  fireEvent.change(screen.getByLabelText('Monday to'), { target: { value: '17:30' } });
  await settle();
  expect(sets(main.heard).at(-1)).toContain('"monday":{"opens":"09:00","closes":"17:30"}');
});

test('minutes say what they may be, and are not kept before they are', async () => {
  const { main, settle } = await show(<SettingsScreen />);
  const field = screen.getByLabelText('Length of a visit');
  for (const wrong of ['5', 'an hour', '']) {
    fireEvent.change(field, { target: { value: wrong } });
    fireEvent.blur(field);
    expect(row('Length of a visit').getAllByText(/write whole minutes, from 10 to 480/).length).toBeGreaterThan(0);
  }
  expect(sets(main.heard)).toEqual([]);
  fireEvent.change(field, { target: { value: '45' } });
  fireEvent.blur(field);
  await settle();
  expect(sets(main.heard)).toEqual(['settings.set {"visitMinutes":45}']);
});
