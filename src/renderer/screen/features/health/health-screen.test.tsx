// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { failed, ok } from '../../../../base/result.ts';
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

test('a part with something else than was chosen does its work, and says what it uses and why', async () => {
  const { main, settle } = await show(<HealthScreen />);
  const failure = {
    kind: 'choice-unusable',
    chosen: 'Whisper base',
    instead: 'Moonshine tiny',
    detail: 'The model whisper-base-en is not complete: the encoder is missing.',
  } as const;
  const hears = {
    part: 'speech-to-text',
    state: 'degraded',
    detail: 'moonshine-tiny-en',
    sinceWallMs: 0,
    failure,
  } as const;
  main.answer('health.list', () => ok([hears]));
  main.emit('health.changed', hears);
  await settle();
  const recognition = part(/Speech recognition moonshine-tiny-en/);
  expect(recognition.getByText('Turns what the caller says into words.')).toBeTruthy();
  expect(recognition.queryByText('The agent does not understand the caller.')).toBeNull();
  expect(recognition.getByText(/encoder is missing\. Calls use Moonshine tiny instead of Whisper base\./)).toBeTruthy();
});

test('a part that is left alone says when it is tried again', async () => {
  const { main, settle } = await show(<HealthScreen />);
  const failure = { kind: 'language-model-failed', detail: 'no word within 1500 ms' } as const;
  const rests = { part: 'language-model', state: 'degraded', detail: 'llama', sinceWallMs: 0, failure } as const;
  main.answer('health.list', () => ok([{ ...rests, nextTryWallMs: new Date(2026, 0, 5, 15, 4).getTime() }]));
  main.emit('health.changed', rests);
  await settle();
  expect(part(/Language model llama/).getByText(/no word within 1500 ms/)).toBeTruthy();
  expect(
    part(/Language model llama/).getByText(/tried again by itself, with the next words from 15:04 on/),
  ).toBeTruthy();
});
