// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { failed } from '../../../../base/result.ts';
import type { CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import { CALL_ID, liveSnapshot } from '../../bridge/testing/samples.ts';
import { show } from '../../bridge/testing/show.tsx';
import { CallScreen } from './call-screen.tsx';

afterEach(cleanup);

const onTelephone: CallSnapshot = {
  ...liveSnapshot,
  line: 'telephone',
  number: '+15125550143',
  leadName: 'Your own phone',
  scenarioTitle: '',
};
const wishes = (heard: readonly string[], name: string) => heard.filter((line) => line.startsWith(name));

test('the head of the call says with which number and which way, not that it is practice', async () => {
  const { main, settle } = await show(<CallScreen />, { snapshot: onTelephone });
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Your own phone');
  expect(screen.getByText('Outgoing call to (512) 555-0143')).toBeTruthy();
  expect(screen.queryByText(/Practice/)).toBeNull();
  main.publish({ direction: 'incoming', leadName: '(512) 555-0143' });
  await settle();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('(512) 555-0143');
  expect(screen.getByText('Incoming call')).toBeTruthy();
});

test('k opens the keypad; its keys go out by press and by keyboard, and what was sent stays shown', async () => {
  const { main, settle } = await show(<CallScreen />, { snapshot: onTelephone });
  const sent = () => wishes(main.heard, 'digits.send').map((line) => /"digits":"(.)"/.exec(line)?.[1]);
  fireEvent.keyDown(document.body, { key: '5' });
  expect(screen.queryByRole('group', { name: 'Keypad' })).toBeNull();
  fireEvent.keyDown(document.body, { key: 'k' });
  const keypad = within(screen.getByRole('group', { name: 'Keypad' }));
  expect(document.activeElement).toBe(keypad.getByRole('button', { name: '1' }));
  fireEvent.click(keypad.getByRole('button', { name: '4' }));
  fireEvent.keyDown(document.body, { key: '2' });
  fireEvent.keyDown(document.body, { key: '#', shiftKey: true });
  fireEvent.keyDown(document.activeElement!, { key: '*', shiftKey: true });
  await settle();
  expect(sent()).toEqual(['4', '2', '#', '*']);
  expect(keypad.getByRole('status', { name: 'Sent' }).textContent).toBe('42#*');
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(screen.queryByRole('group', { name: 'Keypad' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /Keypad/ }));
  expect(screen.getByRole('status', { name: 'Sent' }).textContent).toBe('42#*');
});

test('a key that was not sent is not shown as sent, and why is said', async () => {
  const { main, settle } = await show(<CallScreen />, { snapshot: onTelephone });
  main.answer('digits.send', () => failed({ kind: 'refused', reason: 'The far end takes no keys.' }));
  fireEvent.keyDown(document.body, { key: 'k' });
  fireEvent.keyDown(document.body, { key: '1' });
  await settle();
  expect(screen.getByRole('status', { name: 'Sent' }).textContent).toBe('Nothing sent yet');
  expect(screen.getByText('The far end takes no keys.')).toBeTruthy();
});

test('there is no keypad in practice, nor before somebody has picked up', async () => {
  const { main, settle } = await show(<CallScreen />, { snapshot: liveSnapshot });
  expect(screen.queryByRole('button', { name: /Keypad/ })).toBeNull();
  main.publish({ ...onTelephone, phase: 'ringing' });
  await settle();
  expect(screen.queryByRole('button', { name: /Keypad/ })).toBeNull();
});

test('m mutes the human who has the call, which is said; after a hand-back nobody is muted', async () => {
  const { main, settle } = await show(<CallScreen />, { snapshot: liveSnapshot });
  const mute = () => screen.getByRole('button', { name: /^Mute/ });
  expect(screen.queryByRole('button', { name: /^Mute/ })).toBeNull();
  fireEvent.keyDown(document.body, { key: 'm' });
  expect(wishes(main.heard, 'microphone.mute')).toEqual([]);
  main.publish({ handler: 'human' });
  await settle();
  expect(mute().getAttribute('aria-pressed')).toBe('false');
  fireEvent.keyDown(document.body, { key: 'm' });
  await settle();
  expect(wishes(main.heard, 'microphone.mute')).toEqual([`microphone.mute {"callId":"${CALL_ID}","muted":true}`]);
  expect(mute().getAttribute('aria-pressed')).toBe('true');
  expect(screen.getByRole('alert').textContent).toContain('You are muted');
  expect(screen.getByRole('alert').textContent).toContain('The caller hears nothing of you');
  fireEvent.click(mute());
  await settle();
  expect(screen.getByRole('alert').textContent).toContain('You are live');
  main.publish({ handler: 'agent', muted: false });
  await settle();
  expect(screen.queryByRole('button', { name: /^Mute/ })).toBeNull();
});

test('a mute that does not come about is not shown as one, and why is said', async () => {
  const { main, settle } = await show(<CallScreen />, { snapshot: { ...onTelephone, handler: 'human' } });
  main.answer('microphone.mute', () => failed({ kind: 'refused', reason: 'The call is over.' }));
  fireEvent.keyDown(document.body, { key: 'm' });
  await settle();
  expect(screen.getByRole('button', { name: /^Mute/ }).getAttribute('aria-pressed')).toBe('false');
  expect(screen.getByText('The call is over.')).toBeTruthy();
});

test('a poor or interrupted connection is said while the call goes on', async () => {
  const { main, settle } = await show(<CallScreen />, {
    snapshot: { ...onTelephone, degraded: [{ kind: 'call-quality', warning: 'high-packet-loss' }] },
  });
  expect(screen.getByText('The line is poor: sound is lost on the way.')).toBeTruthy();
  main.publish({ degraded: [{ kind: 'call-reconnecting' }] });
  await settle();
  expect(screen.queryByText(/The line is poor/)).toBeNull();
  expect(screen.getByText('Reconnecting')).toBeTruthy();
  expect(screen.getByText(/the call is kept/)).toBeTruthy();
});

test.each([
  ['busy', 'outgoing', 'The number is busy.'],
  ['rejected', 'outgoing', 'They declined the call.'],
  ['rejected', 'incoming', 'You declined the call.'],
  ['not-answered', 'outgoing', 'Nobody picked up.'],
  ['missed', 'incoming', 'You missed this call.'],
  ['failed', 'outgoing', 'The call could not be placed.'],
  ['failed', 'incoming', 'The call could not be picked up.'],
] as const)('a call that ended as %s (%s) says what that means, and is called again with one press', async (...row) => {
  const [endReason, direction, says] = row;
  const { main, settle } = await show(<CallScreen />, {
    snapshot: { ...onTelephone, phase: 'ended', captions: [], answeredAtWallMs: null, endReason, direction },
  });
  expect(screen.getByText(says)).toBeTruthy();
  expect(wishes(main.heard, 'report.get')).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: /Call again/ }));
  fireEvent.keyDown(document.body, { key: 'r' });
  await settle();
  expect(wishes(main.heard, 'call.start')[0]).toBe('call.start {"number":"+15125550143"}');
});

test('a call that broke off says why, and that it is gone on with by calling again', async () => {
  const { main, settle } = await show(<CallScreen />, {
    snapshot: {
      ...onTelephone,
      phase: 'ended',
      endReason: 'failed',
      answeredAtWallMs: 1,
      degraded: [{ kind: 'call-broke-off', code: 53_405, detail: 'no media came through' }],
    },
  });
  expect(screen.getByText('The call broke off.')).toBeTruthy();
  expect(screen.getByText('The call broke off (53405): no media came through.')).toBeTruthy();
  main.answer('call.start', () => failed({ kind: 'telephone-unreachable', detail: 'no answer' }));
  fireEvent.keyDown(document.body, { key: 'r' });
  await settle();
  expect(screen.getByText('Twilio does not answer: no answer.')).toBeTruthy();
});

test('nobody can be called back who withheld their number', async () => {
  await show(<CallScreen />, {
    snapshot: { ...onTelephone, phase: 'ended', direction: 'incoming', number: '', leadName: '', endReason: 'missed' },
  });
  expect(screen.getByText(/number withheld/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Call again/ })).toBeNull();
});

test('how loud both ends are is shown as it is measured, for this call alone', async () => {
  const { main, settle } = await show(<CallScreen />, { snapshot: onTelephone });
  const level = (name: string) => screen.getByRole('meter', { name }).getAttribute('aria-valuetext');
  expect([level('Caller'), level('Your microphone')]).toEqual(['nothing', 'nothing']);
  main.emit('audio.measured', { callId: CALL_ID, callerDb: -21.4, microphoneDb: -48 });
  await settle();
  expect([level('Caller'), level('Your microphone')]).toEqual(['-21 decibels', '-48 decibels']);
  main.emit('audio.measured', { callId: 'another', callerDb: -3, microphoneDb: -3 });
  await settle();
  expect(level('Caller')).toBe('nothing');
  main.publish({ phase: 'ringing' });
  await settle();
  expect(screen.queryByRole('meter')).toBeNull();
});
