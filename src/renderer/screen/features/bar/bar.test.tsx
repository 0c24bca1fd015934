// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { idleSnapshot } from '../../../../domain/call/call-snapshot.ts';
import { liveSnapshot } from '../../bridge/testing/samples.ts';
import { show } from '../../bridge/testing/show.tsx';
import { Bar } from './bar.tsx';

afterEach(cleanup);

test('the bar has the last words and takes over line first', async () => {
  const { main, clock, settle } = await show(<Bar />, { snapshot: liveSnapshot });
  main.publish({ answeredAtWallMs: clock.wallTime() - 61_000 });
  await settle();
  expect(screen.getByRole('timer').textContent).toBe('1:01');
  expect(screen.getByText('… but I would rather see something with a garden.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Take over' }));
  await settle();
  expect(main.heard.filter((line) => line.includes('takeOver')).map((line) => line.split(' {')[0])).toEqual([
    'gate takeOver',
    'call.takeOver',
  ]);
  fireEvent.click(screen.getByRole('button', { name: 'Hand back' }));
  await settle();
  expect(main.heard.filter((line) => line.includes('handBack')).map((line) => line.split(' {')[0])).toEqual([
    'gate handBack',
    'call.handBack',
  ]);
});

test('a call that is offered is answered or declined from the bar', async () => {
  const offered = { ...idleSnapshot, phase: 'offered' as const, callId: 'c1', handler: 'human' as const };
  const { main, settle } = await show(<Bar />, { snapshot: { ...offered, leadName: 'Dana Whitfield' } });
  const asked = () => main.heard.filter((line) => /^call\.(answer|hangUp)/.test(line));
  expect(screen.getByRole('alert').textContent).toBe('Dana Whitfield is calling');
  expect(screen.queryByRole('button', { name: 'Take over' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Answer' }));
  await settle();
  expect(asked()).toEqual(['call.answer {"callId":"c1","handler":"human"}']);
  fireEvent.click(screen.getByRole('button', { name: 'Decline' }));
  await settle();
  expect(asked().at(-1)).toBe('call.hangUp {"callId":"c1"}');
});

test('the bar says that the human is muted', async () => {
  await show(<Bar />, { snapshot: { ...liveSnapshot, handler: 'human', muted: true } });
  expect(screen.getByText('Muted')).toBeTruthy();
});
