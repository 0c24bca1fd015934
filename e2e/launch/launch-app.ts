import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import electronPath from 'electron';

const ROOT = resolve(import.meta.dirname, '..', '..');
const READY_MS = 30_000;

export type LaunchOptions = {
  /** A data folder to use (again); otherwise a fresh one, removed at the end. */
  dataFolder?: string;
  /** Settings to start with, beside `USUAL_SETTINGS`; null for a machine on which Latchkey was never started. */
  settings?: Readonly<Record<string, unknown>> | null;
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
};

/** Set-up done, and nothing that answers where Ollama is looked for, whatever this machine has. */
export const USUAL_SETTINGS = { firstRunDone: true, ollamaUrl: 'http://127.0.0.1:59998' };

export type LaunchedApp = {
  readonly app: ElectronApplication;
  /** The screen, once it shows a heading: it can be used. */
  readonly screen: Page;
  readonly dataFolder: string;
  /** The screen that took the place of one that is gone. */
  freshScreen(before: Page): Promise<Page>;
  /** The page of one of our windows, whenever it opens; a screen that was opened again is found by its newest. */
  page(name: PageName): Promise<Page>;
  /** Process ids of the app's own processes, by what they are for: voice, store, practice, screen, line. */
  processOf(part: 'voice' | 'store' | 'practice'): Promise<number>;
  /** What the pages complained about in their consoles so far: errors and warnings, refused sources among them. */
  complaints(): readonly string[];
  /** Closes in good order; a call that is up is hung up. */
  close(): Promise<void>;
  /** Ends the app as a power cut would; the data folder stays. */
  kill(): Promise<void>;
};

export type PageName = 'screen' | 'line' | 'bar';
const addressOf: Record<PageName, RegExp> = {
  screen: /screen\/index\.html/,
  line: /line\/index\.html/,
  bar: /screen\/bar\.html/,
};

/** Root has no sandbox to offer; a machine without sound or microphone gets Chromium's own. */
function electronArguments(more: readonly string[]): string[] {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...root, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', ...more, '.'];
}

/** How a person who has forgotten the first one starts a second. It ends by itself. */
export function secondInstance(dataFolder: string) {
  return {
    command: electronPath as unknown as string,
    args: electronArguments([]),
    options: { cwd: ROOT, env: { ...process.env, LATCHKEY_DATA: dataFolder }, timeout: READY_MS },
  };
}

/** Starts what was built (`npm run build` first) as a person would, with a data folder of its own. Needs a display (xvfb-run). */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'latchkey-e2e-'));
  if (options.settings !== null && !options.dataFolder) {
    writeSettings(dataFolder, { ...USUAL_SETTINGS, ...options.settings });
  }
  cpSync(join(ROOT, 'e2e', 'scenarios'), join(dataFolder, 'scenarios'), { recursive: true });
  const app = await _electron.launch({
    cwd: ROOT,
    args: electronArguments(options.args ?? []),
    env: { ...(process.env as Record<string, string>), LATCHKEY_DATA: dataFolder, ...options.env },
    timeout: READY_MS,
  });
  const complaints: string[] = [];
  for (const each of app.windows()) hearComplaints(each, complaints);
  app.on('window', (each) => hearComplaints(each, complaints));
  const page = (name: PageName) => findPage(app, name);
  const screen = await page('screen');
  await screen.getByRole('heading', { level: 1 }).first().waitFor({ timeout: READY_MS });
  const cleanUp = () => {
    if (!options.dataFolder) rmSync(dataFolder, { recursive: true, force: true });
  };
  return {
    app,
    screen,
    dataFolder,
    page,
    async freshScreen(before) {
      const fresh = await findPage(app, 'screen', before);
      await fresh.getByRole('heading', { level: 1 }).first().waitFor({ timeout: READY_MS });
      return fresh;
    },
    complaints: () => complaints,
    processOf: (part) => processOf(app, part),
    async close() {
      await answerWithHangUp(app);
      await app.close();
      cleanUp();
    },
    async kill() {
      const child = app.process();
      const gone = new Promise((resolved) => child.once('exit', resolved));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** A call that is still up is asked about before the app closes, in a dialog that nobody here could press. */
async function answerWithHangUp(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  });
}

function hearComplaints(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
}

function writeSettings(dataFolder: string, settings: Readonly<Record<string, unknown>>): void {
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify(settings));
}

async function findPage(app: ElectronApplication, name: PageName, but?: Page): Promise<Page> {
  const found = () =>
    app
      .windows()
      .filter((page) => page !== but && !page.isClosed() && addressOf[name].test(page.url()))
      .at(-1);
  for (let page = found(); ; page = found()) {
    if (page) return page;
    // A window is told of before it has its address: wait for the next one, or for this one to get there.
    const fresh = await app.waitForEvent('window', { timeout: READY_MS });
    await fresh.waitForURL(/index\.html|bar\.html/, { timeout: READY_MS });
  }
}

async function processOf(app: ElectronApplication, part: string): Promise<number> {
  const metrics = await app.evaluate(({ app: main }) =>
    main.getAppMetrics().map(({ pid, serviceName, name }) => ({ pid, serviceName, name })),
  );
  const found = metrics.find(({ serviceName, name }) => [serviceName, name].includes(`latchkey-${part}`));
  if (!found) throw new Error(`There is no process named latchkey-${part}: ${JSON.stringify(metrics)}`);
  return found.pid;
}
