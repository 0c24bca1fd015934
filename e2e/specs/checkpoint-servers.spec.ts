import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { ServerKind } from '../../src/domain/checkpoint/checkpoint-choice.ts';
import type { TestServer } from '../../src/voice/think/checkpoint/testing/server-process.ts';
import { startPostgres } from '../../src/voice/think/checkpoint/testing/start-postgres.ts';
import { startRedis } from '../../src/voice/think/checkpoint/testing/start-redis.ts';
import { launchApp, type LaunchedApp } from '../launch/launch-app.ts';
import { callPage } from '../pages/call-page.ts';
import { screenPage } from '../pages/screen-page.ts';

// The servers are real. A person sets them up on the Settings screen, and a call is carried on out of them after a crash.

test.setTimeout(240_000);
test.skip(process.platform !== 'linux' || process.arch !== 'x64', 'the servers for tests are for Linux x64');
const name = { redis: 'Redis', postgres: 'Postgres' } as const;
const secretOf = (url: string) => decodeURIComponent(new URL(url).password);

async function goesOn(kind: ServerKind, start: () => Promise<TestServer>): Promise<void> {
  const server = await start();
  const latchkey = await launchApp();
  try {
    await keepCallsOn(latchkey, kind, server.url);
    const settings = readFileSync(join(latchkey.dataFolder, 'settings.json'), 'utf8');
    expect(settings).toContain(new URL(server.url).port);
    expect(settings).not.toContain(secretOf(server.url));

    await screenPage(latchkey.screen).goTo('Call');
    const call = callPage(latchkey.screen);
    await call.placePracticeCall('Stays on the line');
    await call.isLive(90_000);
    await call.hears('caller', /minute/i, 60_000);
    process.kill(await latchkey.processOf('voice'), 'SIGKILL');
    await call.hears('agent', /Sorry, I'm back/, 60_000);

    // It dies in the middle of the call: the call goes on, the screen says so, and says no more once it is back.
    const machine = latchkey.screen.getByRole('complementary', { name: 'The machine' });
    await server.kill();
    const away = machine.getByText(`${name[kind]} at ${new URL(server.url).host} cannot keep unfinished calls`);
    await expect(away).toBeVisible({ timeout: 60_000 });
    await server.startAgain();
    await expect(away).toBeHidden({ timeout: 60_000 });
    await call.isLive();
  } finally {
    await latchkey.close();
    await server.stop();
  }
}

async function keepCallsOn({ screen }: LaunchedApp, kind: ServerKind, url: string): Promise<void> {
  await screenPage(screen).goTo('Settings');
  await screen.getByLabel('Unfinished calls').selectOption(kind);
  const form = screen.getByRole('form', { name: `${name[kind]} for unfinished calls` });
  await form.getByLabel('Address').fill(url.replace(/:[^:@/]*@/, ':wrong@'));
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form.getByText(/the user name or the password is wrong/)).toBeVisible({ timeout: 60_000 });
  await form.getByLabel('Address').fill(url);
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form.getByText(new RegExp(`^${name[kind]} [0-9.]+ at .* keeps calls`))).toBeVisible();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText(/^Saved\./)).toBeVisible();
  await expect(form.getByLabel('Address')).not.toHaveValue(new RegExp(secretOf(url).split(' ')[0]!));
}

test('a call on Redis is carried on after a crash, and goes on without its server', () => goesOn('redis', startRedis));
test('a call on Postgres is carried on after a crash, and goes on without its server', () =>
  goesOn('postgres', startPostgres));
