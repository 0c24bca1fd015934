// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { failed, ok } from '../../../../base/result.ts';
import type { Failure } from '../../../../domain/failure.ts';
import { show } from '../../bridge/testing/show.tsx';
import { SettingsScreen } from './settings-screen.tsx';

afterEach(cleanup);

const place = () => screen.getByLabelText<HTMLSelectElement>('Unfinished calls');
const form = (server: string) => within(screen.getByRole('form', { name: `${server} for unfinished calls` }));
const wishes = (heard: readonly string[]) =>
  heard.filter((line) => /^(checkpoints\.(try|keep)|settings\.set)/.test(line));
const away: Failure = {
  kind: 'checkpoints-away',
  server: 'Redis',
  at: 'host:6379',
  detail: 'the user name or the password is wrong',
};

test('a server is kept only once its address is saved', async () => {
  const { main, settle } = await show(<SettingsScreen />);
  expect(place().value).toBe('disk');
  fireEvent.change(place(), { target: { value: 'redis' } });
  await settle();
  expect(wishes(main.heard)).toEqual([]);
  const redis = form('Redis');
  fireEvent.change(redis.getByLabelText('Address'), { target: { value: 'redis://me@host:6379' } });
  fireEvent.change(redis.getByLabelText('Password'), { target: { value: 'sesame' } });
  fireEvent.click(redis.getByRole('button', { name: 'Test connection' }));
  await settle();
  expect(redis.getByText('Redis 8.2 at host:6379 keeps calls, and gave one back in 7 ms.')).toBeTruthy();
  fireEvent.click(redis.getByRole('button', { name: 'Save' }));
  await settle();
  const written = '{"kind":"redis","url":"redis://me@host:6379","password":"sesame"}';
  expect(wishes(main.heard)).toEqual([`checkpoints.try ${written}`, `checkpoints.keep ${written}`]);
  expect(form('Redis').getByText(/^Saved\./)).toBeTruthy();
  expect(form('Redis').getByLabelText<HTMLInputElement>('Password').value).toBe('');
});

test('an address that is none says so, and cannot be tested or saved', async () => {
  const { main, settle } = await show(<SettingsScreen />);
  fireEvent.change(place(), { target: { value: 'postgres' } });
  await settle();
  const postgres = form('Postgres');
  fireEvent.change(postgres.getByLabelText('Address'), { target: { value: 'my server' } });
  expect(postgres.getByText(/^Write an address such as postgresql:/)).toBeTruthy();
  for (const name of ['Test connection', 'Save'])
    expect(postgres.getByRole<HTMLButtonElement>('button', { name }).disabled).toBe(true);
  expect(wishes(main.heard)).toEqual([]);
});

test('what does not work is told in words, until something else is typed', async () => {
  const { main, settle } = await show(<SettingsScreen />);
  main.answer('checkpoints.try', () => failed(away));
  fireEvent.change(place(), { target: { value: 'redis' } });
  await settle();
  const redis = form('Redis');
  fireEvent.click(redis.getByRole('button', { name: 'Test connection' }));
  await settle();
  expect(redis.getByText(/cannot keep unfinished calls: the user name or the password is wrong/)).toBeTruthy();
  fireEvent.change(redis.getByLabelText('Password'), { target: { value: 'another' } });
  expect(redis.queryByText(/cannot keep/)).toBeNull();
});

test('a known password is never shown, and can be taken away', async () => {
  const { main, settle } = await show(<SettingsScreen />);
  fireEvent.change(place(), { target: { value: 'postgres' } });
  await settle();
  const postgres = form('Postgres');
  expect(postgres.getByLabelText<HTMLInputElement>('Password').placeholder).toMatch(/^Known/);
  fireEvent.click(postgres.getByRole('button', { name: 'Use no password' }));
  expect(postgres.getByLabelText<HTMLInputElement>('Password').placeholder).toBe('None, once this is saved');
  fireEvent.click(postgres.getByRole('button', { name: 'Save' }));
  await settle();
  expect(wishes(main.heard)).toEqual([
    `checkpoints.keep ${JSON.stringify({ kind: 'postgres', url: main.state.settings.postgresUrl, password: '' })}`,
  ]);
});

test('this machine is chosen at once, and a server that is away says so beside the setting', async () => {
  const { main, settle } = await show(<SettingsScreen />);
  main.emit('settings.changed', { ...main.state.settings, checkpointPlace: 'redis' });
  const degraded = { part: 'checkpoints', state: 'degraded', detail: '', sinceWallMs: 0, failure: away } as const;
  main.answer('health.list', () => ok([degraded]));
  main.emit('health.changed', degraded);
  await settle();
  expect(place().value).toBe('redis');
  expect(screen.getByText(/Redis at host:6379 cannot keep unfinished calls/)).toBeTruthy();
  fireEvent.change(place(), { target: { value: 'disk' } });
  await settle();
  expect(wishes(main.heard)).toEqual(['settings.set {"checkpointPlace":"disk"}']);
});
