// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failed } from '../../../base/result.ts';
import { CALL_ID, liveSnapshot } from '../bridge/testing/samples.ts';
import { show } from '../bridge/testing/show.tsx';
import { App } from './app.tsx';

beforeEach(() => {
  window.location.hash = '';
});
afterEach(cleanup);

const taking = (heard: readonly string[]) =>
  heard.filter((line) => line.includes('takeOver') || line.includes('handBack') || line.includes('hangUp'));

test('the button tells the line first and main after', async () => {
  const { main, settle } = await show(<App />, { snapshot: liveSnapshot });
  fireEvent.click(screen.getByRole('button', { name: /Take over/ }));
  await settle();
  const { wish } = main.atGate[0]!;
  expect(taking(main.heard)).toEqual(['gate takeOver', `call.takeOver ${JSON.stringify({ callId: CALL_ID, wish })}`]);
  expect(screen.getByRole('alert').textContent).toContain('You are live');
  expect(screen.getByRole('button', { name: /Hand back/ })).toBeTruthy();
});

test('t takes over, b hands back, in the same order', async () => {
  const { main, settle } = await show(<App />, { snapshot: liveSnapshot });
  fireEvent.keyDown(document.body, { key: 't' });
  await settle();
  fireEvent.keyDown(document.body, { key: 'b' });
  await settle();
  expect(taking(main.heard).map((line) => line.split(' {')[0])).toEqual([
    'gate takeOver',
    'call.takeOver',
    'gate handBack',
    'call.handBack',
  ]);
});

test('Space takes over when it is held, and not when it is tapped', async () => {
  const { main, pass } = await show(<App />, { snapshot: liveSnapshot });
  fireEvent.keyDown(document.body, { key: ' ' });
  await pass(200);
  fireEvent.keyUp(document.body, { key: ' ' });
  await pass(500);
  expect(taking(main.heard)).toEqual([]);
  fireEvent.keyDown(document.body, { key: ' ' });
  await pass(250);
  expect(taking(main.heard)[0]).toBe('gate takeOver');
});

test('a held Space does not press the button that has the focus', async () => {
  const { pass } = await show(<App />, { snapshot: liveSnapshot });
  const hangUp = screen.getByRole('button', { name: /Hang up/ });
  hangUp.focus();
  fireEvent.keyDown(hangUp, { key: ' ' });
  await pass(300);
  // A browser presses the button on keyup unless that was prevented.
  expect(fireEvent.keyUp(hangUp, { key: ' ' })).toBe(false);
});

test('it works from another screen and under an open dialog', async () => {
  window.location.hash = '#/settings';
  const { main, settle } = await show(<App />, { snapshot: liveSnapshot });
  fireEvent.keyDown(document.body, { key: '?' });
  expect(screen.getByRole('dialog')).toBeTruthy();
  fireEvent.keyDown(document.body, { key: 't' });
  await settle();
  expect(taking(main.heard)[0]).toBe('gate takeOver');
});

test('typing a t in a field is only typing', async () => {
  window.location.hash = '#/settings';
  const { main, settle } = await show(<App />, { snapshot: liveSnapshot });
  fireEvent.keyDown(screen.getByRole('searchbox'), { key: 't' });
  await settle();
  expect(taking(main.heard)).toEqual([]);
});

test('single letters do nothing once they are switched off', async () => {
  const shown = await show(<App />, { snapshot: liveSnapshot });
  shown.main.emit('settings.changed', { ...shown.main.state.settings, letterKeys: false });
  await shown.settle();
  fireEvent.keyDown(document.body, { key: 't' });
  await shown.settle();
  expect(taking(shown.main.heard)).toEqual([]);
});

test('when main does not confirm, the screen says that the line was told', async () => {
  const { main, settle } = await show(<App />, { snapshot: liveSnapshot });
  main.answer('call.takeOver', () => failed({ kind: 'deadline-passed', what: 'main', afterMs: 5_000 }));
  fireEvent.keyDown(document.body, { key: 't' });
  await settle();
  expect(main.heard).toContain('gate takeOver');
  expect(screen.getByText(/The line was told/)).toBeTruthy();
});

test('a hand-back that main refuses is told with its reason', async () => {
  const { main, settle } = await show(<App />, { snapshot: { ...liveSnapshot, handler: 'human' } });
  const reason = 'The agent is not back yet. Stay with the caller.';
  main.answer('call.handBack', () => failed({ kind: 'refused', reason }));
  fireEvent.keyDown(document.body, { key: 'b' });
  await settle();
  expect(screen.getByText(reason)).toBeTruthy();
  expect(screen.queryByText(/The line was told/)).toBeNull();
});

test('when main is gone, taking over is still posted to the line', async () => {
  const { main, settle } = await show(<App />, { snapshot: liveSnapshot });
  main.dieControl();
  await settle();
  expect(screen.getByText(/no longer answers/)).toBeTruthy();
  fireEvent.keyDown(document.body, { key: 't' });
  await settle();
  expect(taking(main.heard)).toEqual(['gate takeOver']);
});

test.each([
  ['h', {}],
  ['H', { ctrlKey: true, shiftKey: true }],
])('%s hangs up, without the gates', async (key, held) => {
  const { main, settle } = await show(<App />, { snapshot: liveSnapshot });
  fireEvent.keyDown(document.body, { key, ...held });
  await settle();
  expect(taking(main.heard)).toEqual([`call.hangUp {"callId":"${CALL_ID}"}`]);
});

test('nothing can be taken over while it only rings', async () => {
  const { main, settle } = await show(<App />, { snapshot: { ...liveSnapshot, phase: 'ringing' } });
  fireEvent.keyDown(document.body, { key: 't' });
  await settle();
  expect(taking(main.heard)).toEqual([]);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /Take over/ }).disabled).toBe(true);
});

test('a call that is offered is within reach on every other screen, and is not yet anybody’s', async () => {
  window.location.hash = '#/history';
  const offered = { phase: 'offered', line: 'telephone', direction: 'incoming', handler: 'human' } as const;
  await show(<App />, { snapshot: { ...liveSnapshot, ...offered, captions: [] } });
  const strip = within(screen.getByRole('region', { name: 'Call on the line' }));
  const link = strip.getByRole('link', { name: 'Dana Whitfield is calling: open the Call screen' });
  expect(link.getAttribute('href')).toBe('#/call');
  expect(strip.queryByRole('button')).toBeNull();
});
