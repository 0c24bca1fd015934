// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { failed, ok } from '../../../base/result.ts';
import { LoopbackBox } from './loopback-box.tsx';
import { createFakeMain } from './testing/fake-main.ts';
import { show } from './testing/show.tsx';

afterEach(cleanup);

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

test('somebody hears themselves with the level of both ways, and stops it', async () => {
  const main = createFakeMain();
  const { settle } = await show(<LoopbackBox />, {}, main);
  press('Hear yourself');
  await settle();
  act(() => {
    main.emit('loopback.measured', { microphoneDb: -18, speakerDb: -22 });
  });
  await settle();
  expect(screen.getByRole('meter', { name: 'Your microphone' }).getAttribute('aria-valuenow')).toBe('-18');
  expect(screen.getByRole('meter', { name: 'What comes back' }).getAttribute('aria-valuenow')).toBe('-22');
  press('Stop hearing yourself');
  await settle();
  expect(main.heard).toContain('loopback.stop null');
  expect(screen.queryByRole('meter')).toBeNull();
});

test('a call that begins ends it, and leaving the page stops it', async () => {
  const main = createFakeMain();
  const { settle } = await show(<LoopbackBox />, {}, main);
  press('Hear yourself');
  await settle();
  act(() => {
    main.emit('loopback.ended', null);
  });
  await settle();
  expect(screen.getByRole('button', { name: 'Hear yourself' })).toBeTruthy();
  press('Hear yourself');
  await settle();
  const before = main.heard.filter((said) => said === 'loopback.stop null').length;
  cleanup();
  await settle();
  expect(main.heard.filter((said) => said === 'loopback.stop null').length).toBe(before + 1);
});

test('leaving the page while it is being begun stops it, and one that another page had begun ends without it', async () => {
  const main = createFakeMain();
  let begun = () => {};
  main.answer('loopback.start', () => new Promise((resolve) => (begun = () => resolve(ok(null)))));
  const { settle } = await show(<LoopbackBox />, {}, main);
  press('Hear yourself');
  await settle();
  expect(screen.getByRole('button', { name: 'Hear yourself' }).getAttribute('aria-busy')).toBe('true');
  act(() => {
    main.emit('loopback.ended', null);
  });
  await settle();
  expect(main.heard).not.toContain('loopback.stop null');
  begun();
  await settle();
  expect(screen.getByRole('button', { name: 'Stop hearing yourself' })).toBeTruthy();
  press('Stop hearing yourself');
  await settle();
  press('Hear yourself');
  await settle();
  const before = main.heard.filter((said) => said === 'loopback.stop null').length;
  cleanup();
  await settle();
  expect(main.heard.filter((said) => said === 'loopback.stop null').length).toBe(before + 1);
});

test('why it cannot be is said', async () => {
  const main = createFakeMain();
  main.answer('loopback.start', () => failed({ kind: 'microphone-denied' }));
  const { settle } = await show(<LoopbackBox />, {}, main);
  press('Hear yourself');
  await settle();
  expect(screen.getByText('The microphone may not be used.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Hear yourself' })).toBeTruthy();
});
