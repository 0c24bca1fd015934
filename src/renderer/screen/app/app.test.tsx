// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeMain } from '../bridge/testing/fake-main.ts';
import { liveSnapshot } from '../bridge/testing/samples.ts';
import { show } from '../bridge/testing/show.tsx';
import { App } from './app.tsx';

beforeEach(() => {
  window.location.hash = '';
});
afterEach(cleanup);

test('the page says that it is ready, and waits until it knows the call', async () => {
  const main = createFakeMain();
  const { settle } = await show(<App />, {}, main);
  expect(main.heard[0]).toBe('ready');
  await settle();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Call');
});

test('a reloaded page comes back into the middle of the call', async () => {
  const main = createFakeMain({ snapshot: liveSnapshot });
  const before = await show(<App />, {}, main);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Dana Whitfield');
  before.unmount();
  cleanup();
  const after = await show(<App />, {}, main);
  expect(main.heard.filter((line) => line === 'ready')).toHaveLength(2);
  expect(screen.getByText(/something with a garden/, { selector: 'p.said-text' })).toBeTruthy();
  main.publish({ leadName: 'Somebody else' });
  await after.settle();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Somebody else');
});

test('a new port takes the place of the old one while the page stays', async () => {
  const { main, settle } = await show(<App />, { snapshot: liveSnapshot });
  main.dieControl();
  await settle();
  expect(screen.getByText(/no longer answers/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Ask again' }));
  await settle();
  expect(screen.queryByText(/no longer answers/)).toBeNull();
  main.publish({ leadName: 'Back again' });
  await settle();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Back again');
});

test('a fresh machine starts with the set-up, once', async () => {
  const main = createFakeMain();
  main.state.settings = { ...main.state.settings, firstRunDone: false };
  const { settle } = await show(<App />, {}, main);
  await settle();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Set-up');
  act(() => {
    window.location.hash = '#/call';
  });
  await screen.findByRole('heading', { level: 1, name: 'Call' });
  await settle();
  expect(screen.getByText('Set-up is not finished.')).toBeTruthy();
});

test('every screen of the rail can be gone to by keyboard and by what main asks for', async () => {
  const { main } = await show(<App />);
  for (const [digit, name] of [
    ['2', 'History'],
    ['3', 'Calendar'],
    ['4', 'Practice'],
    ['5', 'Models'],
    ['6', 'Health'],
    ['7', 'Settings'],
    ['1', 'Call'],
  ] as const) {
    fireEvent.keyDown(document.body, { key: digit, ctrlKey: true });
    const heading = await screen.findByRole('heading', { level: 1, name });
    expect(document.activeElement).toBe(heading);
    expect(document.title).toBe(`${name} – Latchkey`);
  }
  main.emit('screen.requested', { screen: 'health' });
  expect(await screen.findByRole('heading', { level: 1, name: 'Health' })).toBeTruthy();
});

test('nobody is taken to another screen in the middle of a word', async () => {
  window.location.hash = '#/settings';
  const { main, settle } = await show(<App />);
  const field = screen.getByLabelText('Brokerage');
  field.focus();
  main.emit('screen.requested', { screen: 'call' });
  await settle();
  expect(window.location.hash).toBe('#/settings');
  field.blur();
  main.emit('screen.requested', { screen: 'call' });
  await settle();
  expect(window.location.hash).toBe('#/call');
});

test('? lists the keys of this screen, and Escape puts the list away', async () => {
  const { settle } = await show(<App />);
  fireEvent.keyDown(document.body, { key: '?', shiftKey: true });
  await settle();
  const list = within(screen.getByRole('dialog'));
  expect(list.getByText('Go to History')).toBeTruthy();
  expect(list.getByText(/Practice call: A willing buyer/)).toBeTruthy();
  expect(list.getByText(/another program/).previousElementSibling?.textContent).toBe('Ctrl Shift T');
  expect(list.queryByText('Hang up')).toBeNull();
  fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' });
  await settle();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('the theme of the settings is on the page', async () => {
  const { main, settle } = await show(<App />);
  main.emit('settings.changed', { ...main.state.settings, theme: 'dark' });
  await settle();
  expect(document.documentElement.dataset['theme']).toBe('dark');
  main.emit('settings.changed', { ...main.state.settings, theme: 'system' });
  await settle();
  expect(document.documentElement.dataset['theme']).toBeUndefined();
});

test('a model goes on being pulled, and can be cancelled, after another screen was looked at', async () => {
  const main = createFakeMain({
    ollama: { url: 'http://127.0.0.1:11434', version: '0.17.4', models: [], chosen: '' },
  });
  main.answer('ollama.pull', () => new Promise(() => {}));
  window.location.hash = '#/models';
  const { settle } = await show(<App />, {}, main);
  fireEvent.change(screen.getByLabelText('Pull another model'), { target: { value: 'smollm2:135m' } });
  fireEvent.click(screen.getByRole('button', { name: 'Pull' }));
  await settle();
  for (const name of ['Health', 'Models']) {
    act(() => {
      window.location.hash = `#/${name.toLowerCase()}`;
    });
    await screen.findByRole('heading', { level: 1, name });
    await settle();
  }
  expect(screen.getByRole('progressbar', { name: /smollm2:135m/ })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await settle();
  expect(main.heard).toContain('ollama.cancelPull null');
});

test('Analytics is not offered before it is built', async () => {
  await show(<App />);
  expect(screen.queryByText('Analytics')).toBeNull();
});
