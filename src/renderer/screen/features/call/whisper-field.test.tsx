// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { failed } from '../../../../base/result.ts';
import { CALL_ID, liveSnapshot } from '../../bridge/testing/samples.ts';
import { show } from '../../bridge/testing/show.tsx';
import { CallScreen } from './call-screen.tsx';

afterEach(cleanup);

const field = () => screen.getByLabelText<HTMLInputElement>(/Whisper to the agent/);

test('w goes to the field, Enter sends, and the note shows what became of it; nobody reads it out as said', async () => {
  const { main, settle } = await show(<CallScreen />, { snapshot: liveSnapshot });
  fireEvent.keyDown(document.body, { key: 'w' });
  expect(document.activeElement).toBe(field());
  fireEvent.change(field(), { target: { value: '  ask about the barn ' } });
  fireEvent.submit(field());
  await settle();
  expect(main.heard).toContain(`whisper.give {"callId":"${CALL_ID}","text":"ask about the barn"}`);
  expect(field().value).toBe('');
  const note = screen.getByText('ask about the barn').closest('li');
  expect(note?.textContent).toContain('waiting for the next reply');
  expect(screen.getByRole('log', { name: 'Captions' }).textContent).not.toContain('barn');
  main.publish({ whispers: [{ ...main.state.snapshot.whispers[0]!, state: 'used' }] });
  await settle();
  expect(note?.textContent).toContain('used in a reply');
  main.publish({ whispers: [{ ...main.state.snapshot.whispers[0]!, state: 'not-understood' }] });
  await settle();
  expect(note?.textContent).toContain('without a language model the agent knows');
});

test('keys of the call are letters in the field, and Esc leaves it', async () => {
  const { main } = await show(<CallScreen />, { snapshot: liveSnapshot });
  field().focus();
  fireEvent.keyDown(field(), { key: 'h' });
  expect(main.heard.filter((line) => line.startsWith('call.hangUp'))).toEqual([]);
  fireEvent.keyDown(field(), { key: 'Escape' });
  expect(document.activeElement).not.toBe(field());
});

test('a whisper that is refused says why and is not lost; an empty one is not sent', async () => {
  const { main, settle } = await show(<CallScreen />, { snapshot: liveSnapshot });
  fireEvent.change(field(), { target: { value: '   ' } });
  fireEvent.submit(field());
  main.answer('whisper.give', () => failed({ kind: 'refused', reason: 'The agent is not back yet.' }));
  fireEvent.change(field(), { target: { value: 'wrap up' } });
  fireEvent.submit(field());
  await settle();
  expect(main.heard.filter((line) => line.startsWith('whisper.give'))).toHaveLength(1);
  expect(screen.getByText('The agent is not back yet.')).toBeTruthy();
  expect(field().value).toBe('wrap up');
});

test('there is nobody to whisper to before the call is answered', async () => {
  await show(<CallScreen />, { snapshot: { ...liveSnapshot, phase: 'ringing' } });
  expect(screen.queryByLabelText(/Whisper to the agent/)).toBeNull();
});
