import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@playwright/test';
import { launchApp, secondInstance, type LaunchedApp, type LaunchOptions } from '../launch/launch-app.ts';
import { callPage } from '../pages/call-page.ts';
import { healthPage } from '../pages/health-page.ts';
import { modelsPage } from '../pages/models-page.ts';
import { screenPage } from '../pages/screen-page.ts';

// Whatever lies in the data folder: the app opens, says in words what is wrong, and loses nothing.

let dataFolder: string;
let latchkey: LaunchedApp | undefined;
test.beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'latchkey-e2e-'));
  writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify({ firstRunDone: true }));
});
test.afterEach(async () => {
  await latchkey?.close();
  latchkey = undefined;
  rmSync(dataFolder, { recursive: true, force: true });
});

async function open(options: LaunchOptions = {}) {
  latchkey = await launchApp({ dataFolder, ...options });
  return latchkey;
}

const recordsPath = () => join(dataFolder, 'records', 'latchkey.db');

test('damaged settings: the defaults serve, the old file is kept, and Health says so', async () => {
  writeFileSync(join(dataFolder, 'settings.json'), '{ "brokerage": "Harbour Homes", ');
  const { screen } = await open();
  await screenPage(screen).isUsable();
  await screenPage(screen).goTo('Health');
  await healthPage(screen).isIn('Settings', 'Not well');
  await healthPage(screen).says('Settings', /settings file could not be read: it is not JSON/);
  const kept = readdirSync(dataFolder).find((file) => file.startsWith('settings.damaged-'))!;
  expect(readFileSync(join(dataFolder, kept), 'utf8')).toContain('Harbour Homes');
});

test('records of a newer version: they are not touched, and the screens say which version is needed', async () => {
  mkdirSync(join(dataFolder, 'records'));
  const database = new DatabaseSync(recordsPath());
  database.exec('CREATE TABLE tomorrow (call TEXT); PRAGMA user_version = 9999');
  database.close();
  const before = readFileSync(recordsPath());
  const { screen } = await open();
  await screenPage(screen).goTo('History');
  await expect(screen.getByText(/written by a newer Latchkey \(schema 9999/).first()).toBeVisible();
  await screenPage(screen).goTo('Health');
  await healthPage(screen).isIn('Records', 'Not well');
  expect(readFileSync(recordsPath()).equals(before)).toBe(true);
});

test('damaged records: they are set aside whole, and new ones are begun', async () => {
  mkdirSync(join(dataFolder, 'records'));
  const database = new DatabaseSync(recordsPath());
  database.exec('CREATE TABLE calls (call_id TEXT)');
  for (let at = 0; at < 500; at++) database.exec(`INSERT INTO calls VALUES ('${'x'.repeat(80)}')`);
  database.close();
  // The header is sound; everything behind it is not.
  const rubbish = readFileSync(recordsPath()).fill(0x5a, 100);
  writeFileSync(recordsPath(), rubbish);
  const { screen } = await open();
  await screenPage(screen).goTo('Health');
  await healthPage(screen).says('Records', /records file is damaged/);
  await screenPage(screen).goTo('History');
  await expect(screen.getByText('No call yet')).toBeVisible();
  const kept = readdirSync(join(dataFolder, 'records')).filter(
    (file) => file !== 'latchkey.db' && /damaged/.test(file),
  );
  expect(kept.some((file) => readFileSync(join(dataFolder, 'records', file)).equals(rubbish))).toBe(true);
});

test('no models: every screen opens, the missing ones are named, and a call says what to do', async () => {
  const models = mkdtempSync(join(tmpdir(), 'latchkey-no-models-'));
  const { screen } = await open({ env: { LATCHKEY_MODELS: models } });
  await screenPage(screen).goTo('Models');
  const titles = await modelsPage(screen).titles();
  expect(titles.length).toBeGreaterThanOrEqual(4);
  await modelsPage(screen).isIn(titles[0]!, 'Not installed');
  await screenPage(screen).goTo('Call');
  await callPage(screen).placePracticeCall('Short and friendly');
  await expect(screen.getByText(/is not complete: .+ is missing/).first()).toBeVisible({ timeout: 60_000 });
  await expect(screen.getByText(/Open Models and press Install/).first()).toBeVisible();
  rmSync(models, { recursive: true });
});

test('a second instance on the same data folder leaves again and brings the first one forward', async () => {
  const { app, screen } = await open();
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().includes('screen/index.html'))
      ?.hide(),
  );
  const isVisible = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some(
        (window) => window.webContents.getURL().includes('screen/index.html') && window.isVisible(),
      ),
    );
  expect(await isVisible()).toBe(false);
  const { code, says } = await new Promise<{ code: number | null; says: string }>((resolve) => {
    const { command, args, options } = secondInstance(dataFolder);
    const second = execFile(command, args, options, (_error, stdout) =>
      resolve({ code: second.exitCode, says: stdout }),
    );
  });
  expect(code).toBe(0);
  expect(says).toContain('already running with this data folder');
  await expect.poll(isVisible).toBe(true);
  await screenPage(screen).isUsable();
});
