// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
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
