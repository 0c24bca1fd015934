// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { failed } from '../../../../base/result.ts';
import { show } from '../../bridge/testing/show.tsx';
import { HealthScreen } from './health-screen.tsx';

afterEach(cleanup);

const part = (name: RegExp) => within(screen.getByRole('heading', { name, level: 3 }).closest('li')!);

test('a part that is not well says what that means for a call and what to do', async () => {
  await show(<HealthScreen />);
  expect(screen.getByText('2 of 4 parts need attention.')).toBeTruthy();
  expect(part(/Language model/).getByText('The agent uses rehearsed replies.')).toBeTruthy();
  expect(part(/Language model/).getByText(/Start Ollama/)).toBeTruthy();
  expect(part(/^Line/).getByText('Ready')).toBeTruthy();
});

test('the one button that helps is pressed, and what came of it is shown', async () => {
  const { main, settle } = await show(<HealthScreen />);
  fireEvent.click(part(/Language model/).getByRole('button'));
  await settle();
  expect(main.heard).toContain('part.restart {"part":"language-model"}');
  main.answer('part.restart', () => failed({ kind: 'process-lost', part: 'voice', exitCode: 1 }));
  fireEvent.click(part(/Voice process/).getByRole('button'));
  await settle();
  expect(part(/Voice process/).getByText(/ended unexpectedly/)).toBeTruthy();
});
