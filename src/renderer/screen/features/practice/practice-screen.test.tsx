// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { liveSnapshot } from '../../bridge/testing/samples.ts';
import { show } from '../../bridge/testing/show.tsx';
import { PracticeScreen } from './practice-screen.tsx';

afterEach(cleanup);

test('scenarios stand by difficulty with what they train and how the last run went', async () => {
  await show(<PracticeScreen />);
  expect(screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)).toEqual([
    'Easy',
    'Medium',
    'Hard',
    'Files that cannot be used',
  ]);
  const easy = within(screen.getByRole('region', { name: 'Easy' }));
  expect(easy.getByText('Answers readily and wants to see a house.')).toBeTruthy();
  expect(easy.getByText('2 of 3 expectations held')).toBeTruthy();
});

test('a broken file is listed with its line and column, and cannot be called', async () => {
  await show(<PracticeScreen />);
  const broken = within(screen.getByRole('region', { name: 'Files that cannot be used' }));
  expect(broken.getByText(/mine\.yaml, line 7, column 3/)).toBeTruthy();
  expect(broken.queryByRole('button')).toBeNull();
});

test('a scenario is called and leads to the call', async () => {
  const { main, settle } = await show(<PracticeScreen />);
  fireEvent.click(screen.getByRole('button', { name: 'Call: No time at all' }));
  await settle();
  expect(main.heard).toContain('practice.start {"scenario":"impatient"}');
  expect(window.location.hash).toBe('#/call');
});

test('nothing is called while the line is busy', async () => {
  await show(<PracticeScreen />, { snapshot: liveSnapshot });
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Call: A willing buyer' }).disabled).toBe(true);
});
