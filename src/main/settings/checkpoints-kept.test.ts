import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Log } from '../../base/log.ts';
import { createPortPair } from '../../base/port.ts';
import { failed, ok } from '../../base/result.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { screenContract } from '../../contract/screen.ts';
import { connect } from '../../contract/wire.ts';
import { silentLog } from '../../base/log.ts';
import type { CheckpointChoice } from '../../domain/checkpoint/checkpoint-choice.ts';
import { createScriptedSoftphone } from '../testing/scripted-softphone.ts';
import { openSettingsFile } from './settings-file.ts';
import { createMemorySettings } from './settings-store.ts';
import { defaultSettings, type SettingsChange } from '../../domain/settings/settings.ts';

const SECRET = 'open sesame';
const typed = { kind: 'redis', url: `redis://me:${encodeURIComponent(SECRET)}@host:7000`, password: null } as const;

async function openDesk(settings = createMemorySettings(defaultSettings)) {
  const phone = createScriptedSoftphone(settings);
  const chosen: CheckpointChoice[] = [];
  const tried: CheckpointChoice[] = [];
  phone.voice.answer({
    'checkpoints.choose': (choice) => {
      chosen.push(choice);
      return ok(null);
    },
    'checkpoints.try': (choice) => {
      tried.push(choice);
      return ok({ about: 'Redis 8.2 at host:7000', tookMs: 7 });
    },
  });
  await phone.settle();
  const [ours, mains] = createPortPair();
  phone.softphone.attachScreen(mains);
  const screen = connect(ours, screenContract, { clock: phone.clock, log: silentLog, part: 'main' });
  return { ...phone, screen, chosen, tried };
}

it('parts a server from its password: the voice is told both, the settings and the screen one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-settings-'));
  const logged: string[] = [];
  const note = (says: string, data?: object) => void logged.push(JSON.stringify([says, data]));
  const log: Log = { ...silentLog, info: note, warn: note, error: note };
  try {
    const file = openSettingsFile({ path: join(folder, 'settings.json'), clock: createFakeClock(), log });
    const { screen, chosen, vault } = await openDesk(file);
    const answers = [await screen.call('checkpoints.keep', typed), await screen.call('settings.get', null)];
    expect(answers).toMatchObject([
      { ok: true, value: { passwords: { redis: true, postgres: false }, kept: 'memory' } },
      { ok: true, value: { checkpointPlace: 'redis', redisUrl: 'redis://me@host:7000' } },
    ]);
    expect(vault.get('checkpoints.redis')).toBe(SECRET);
    expect(chosen.at(-1)).toEqual({ kind: 'redis', url: typed.url });
    const written = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(written.join()).toContain('host:7000');
    for (const text of [JSON.stringify(answers), ...written, ...logged]) expect(text).not.toMatch(/sesame/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it.each([
  ['settings.set', { redisUrl: typed.url }],
  ['settings.set', { postgresUrl: 'postgresql://me@host/calls?password=sesame' }],
  ['checkpoints.keep', { kind: 'postgres', url: 'redis://host', password: null }],
] as const)('%s refuses %j, without repeating it', async (wish, input) => {
  const { screen } = await openDesk();
  const answer = await screen.call(wish as 'settings.set', input as object);
  expect(answer.ok).toBe(false);
  expect(JSON.stringify(answer)).not.toMatch(/sesame/);
});

it('sends a known password to its own server, and to no other', async () => {
  const { screen, tried } = await openDesk();
  await screen.call('checkpoints.keep', typed);
  for (const url of ['redis://me@host:7000', 'redis://me@elsewhere:7000', 'redis://you@host:7000'])
    await screen.call('checkpoints.try', { kind: 'redis', url, password: null });
  await screen.call('checkpoints.try', { kind: 'redis', url: 'redis://me@elsewhere:7000', password: 'new' });
  expect(tried.map((choice) => ('url' in choice ? choice.url : ''))).toEqual([
    typed.url,
    'redis://me@elsewhere:7000',
    'redis://you@host:7000',
    'redis://me:new@elsewhere:7000',
  ]);
});

it('keeps the password of the server that it had where the settings cannot be written', async () => {
  const memory = createMemorySettings(defaultSettings);
  let full = false;
  const settings = {
    ...memory,
    set: (change: SettingsChange) =>
      full ? Promise.resolve(failed({ kind: 'disk-full', path: '/settings' } as const)) : memory.set(change),
  };
  const { screen, chosen, vault } = await openDesk(settings);
  await screen.call('checkpoints.keep', typed);
  full = true;
  const other = { kind: 'redis', url: 'redis://me@elsewhere:7000', password: 'another' } as const;
  expect(await screen.call('checkpoints.keep', other)).toMatchObject({ failure: { kind: 'disk-full' } });
  expect(vault.get('checkpoints.redis')).toBe(SECRET);
  await screen.call('part.restart', { part: 'checkpoints' });
  expect(chosen.at(-1)).toEqual({ kind: 'redis', url: typed.url });
});

it('takes a password away, and another one alone is told at once', async () => {
  const { screen, chosen, vault } = await openDesk();
  await screen.call('checkpoints.keep', typed);
  const bare = 'redis://me@host:7000';
  await screen.call('checkpoints.keep', { kind: 'redis', url: bare, password: 'another' });
  expect(chosen.at(-1)).toEqual({ kind: 'redis', url: 'redis://me:another@host:7000' });
  await screen.call('checkpoints.keep', { kind: 'redis', url: bare, password: '' });
  expect(chosen.at(-1)).toEqual({ kind: 'redis', url: bare });
  expect(vault.get('checkpoints.redis')).toBeNull();
  await screen.call('settings.set', { checkpointPlace: 'disk' });
  expect(chosen.at(-1)).toEqual({ kind: 'disk' });
});

it('tells a voice that is there again where calls are kept, before it resumes one', async () => {
  const settings = createMemorySettings({ ...defaultSettings, checkpointPlace: 'redis' });
  const { voice, live, clock, chosen } = await openDesk(settings);
  await live();
  const before = voice.asked.length;
  voice.crash(1);
  await clock.advance(2_000);
  expect(voice.lives).toBe(2);
  const asked = voice.asked.slice(before);
  expect(asked).toContain('call.prepare');
  expect(asked.indexOf('checkpoints.choose')).toBeLessThan(asked.indexOf('call.prepare'));
  expect(asked).toContain('checkpoints.choose');
  expect(chosen.at(-1)).toEqual({ kind: 'redis', url: defaultSettings.redisUrl });
});

it('looks for the server again where somebody wants that', async () => {
  const { screen, chosen } = await openDesk(createMemorySettings({ ...defaultSettings, checkpointPlace: 'postgres' }));
  const before = chosen.length;
  expect(await screen.call('part.restart', { part: 'checkpoints' })).toEqual(ok(null));
  expect(chosen.slice(before)).toEqual([{ kind: 'postgres', url: defaultSettings.postgresUrl }]);
});
