import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { defaultSettings } from '../../domain/settings/settings.ts';
import { openSettingsFile } from './settings-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-settings-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const open = () => openSettingsFile({ path: join(folder, 'settings.json'), clock: createFakeClock(), log: silentLog });

it('starts with the defaults and writes nothing by itself', () => {
  expect(open()).toMatchObject({ failure: null });
  expect(open().get()).toEqual(defaultSettings);
  expect(readdirSync(folder)).toEqual([]);
});

it('changes what is named, keeps the rest, and is found again by the next start', async () => {
  await open().set({ brokerage: 'Harbour Homes' });
  await open().set({ theme: 'dark' });
  expect(open().get()).toEqual({ ...defaultSettings, brokerage: 'Harbour Homes', theme: 'dark' });
  expect(readdirSync(folder)).toEqual(['settings.json']);
});

it.each([
  ['it is not JSON', '{"theme": "da'],
  ['there is no setting named colour', '{"colour": "blue"}'],
  ['theme', '{"theme": "green"}'],
])('keeps a file it cannot use and says why: %s', (detail, text) => {
  writeFileSync(join(folder, 'settings.json'), text);
  const settings = open();
  expect(settings.get()).toEqual(defaultSettings);
  expect(settings.failure).toMatchObject({ kind: 'settings-damaged' });
  expect(JSON.stringify(settings.failure)).toContain(detail);
  const [kept] = readdirSync(folder);
  expect(kept).toMatch(/^settings\.damaged-2026-01-05T.*\.json$/);
  expect(readFileSync(join(folder, kept ?? ''), 'utf8')).toBe(text);
});

it('answers a failure and keeps the old settings when it cannot be saved', async () => {
  const settings = open();
  mkdirSync(join(folder, 'settings.json.new'));
  expect(await settings.set({ theme: 'dark' })).toMatchObject({ ok: false });
  expect(settings.get().theme).toBe('system');
});
