// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { failed } from '../../../../base/result.ts';
import { idleSnapshot, type CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import { CALL_ID } from '../../bridge/testing/samples.ts';
import { show } from '../../bridge/testing/show.tsx';
import { CallScreen } from './call-screen.tsx';
import { useHandover } from '../../bridge/handover.tsx';
import { useCallKeys } from '../../bridge/use-call-keys.ts';

afterEach(cleanup);

const offered: CallSnapshot = {
  ...idleSnapshot,
  phase: 'offered',
  callId: CALL_ID,
  line: 'telephone',
  direction: 'incoming',
  number: '+15125550143',
  leadName: 'Dana Whitfield',
  handler: 'human',
};

/** The screen with the keys that a call has everywhere. */
function Desk() {
  useCallKeys(useHandover());
  return <CallScreen />;
}

const wishes = (heard: readonly string[]) => heard.filter((line) => /^call\.(answer|hangUp)/.test(line));

test('it says who calls, with the number, and that it rings', async () => {
  await show(<Desk />, { snapshot: offered });
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Dana Whitfield is calling');
  expect(screen.getByText('(512) 555-0143')).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toContain('It rings.');
});

test.each([
  ['a', `call.answer {"callId":"${CALL_ID}","handler":"human"}`],
  ['g', `call.answer {"callId":"${CALL_ID}","handler":"agent"}`],
  ['h', `call.hangUp {"callId":"${CALL_ID}"}`],
])('%s: %s', async (key, wish) => {
  const { main, settle } = await show(<Desk />, { snapshot: offered });
  fireEvent.keyDown(document.body, { key });
  await settle();
  expect(wishes(main.heard)).toEqual([wish]);
});

test('the same by button', async () => {
  const { main, settle } = await show(<Desk />, { snapshot: offered });
  for (const name of [/^Answer/, /Let the agent answer/, /Decline/]) {
    fireEvent.click(screen.getByRole('button', { name }));
    await settle();
    main.publish(offered);
    await settle();
  }
  expect(wishes(main.heard).map((line) => line.split(' ')[0])).toEqual(['call.answer', 'call.answer', 'call.hangUp']);
});

test('a call that was given to the agent waits for its voice, and can still be answered by the human', async () => {
  const { main, settle } = await show(<Desk />, { snapshot: { ...offered, handler: 'agent' } });
  expect(screen.getByRole('alert').textContent).toContain('The agent picks up as soon as its voice is ready.');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /Let the agent answer/ }).disabled).toBe(true);
  fireEvent.keyDown(document.body, { key: 'a' });
  await settle();
  expect(wishes(main.heard)).toHaveLength(1);
});

test('a call that rings no more says so', async () => {
  const { main, settle } = await show(<Desk />, { snapshot: offered });
  main.answer('call.answer', () => failed({ kind: 'refused', reason: 'It does not ring any more.' }));
  fireEvent.keyDown(document.body, { key: 'a' });
  await settle();
  expect(screen.getByText('It does not ring any more.')).toBeTruthy();
});

test('a caller without a number is somebody', async () => {
  await show(<Desk />, { snapshot: { ...offered, number: '', leadName: '' } });
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Somebody is calling');
});
