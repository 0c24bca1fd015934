// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { liveSnapshot } from '../../bridge/testing/samples.ts';
import { show } from '../../bridge/testing/show.tsx';
import { CallScreen } from './call-screen.tsx';

afterEach(cleanup);

test('what could be said is on a card, which the next suggestion replaces', async () => {
  const suggestion = { turnId: 't4', text: 'Shall I call you back about it?', agent: 'ConversationAgent' };
  const { main, settle } = await show(<CallScreen />, { snapshot: { ...liveSnapshot, handler: 'human', suggestion } });
  const card = () => screen.getByRole('status', { name: 'Suggestion' }).textContent;
  expect(card()).toContain('Shall I call you back about it?');
  expect(card()).toContain('nobody hears this');
  main.publish({ suggestion: { ...suggestion, turnId: 't6', text: 'Which area would that be?' } });
  await settle();
  expect(card()).not.toContain('call you back');
  expect(card()).toContain('Which area would that be?');
  main.publish({ handler: 'agent', suggestion: null });
  await settle();
  expect(card()).toBe('');
});
