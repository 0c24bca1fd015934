import { app, type BrowserWindow, type BrowserWindowConstructorOptions, type WebPreferences } from 'electron';
import type { AppPaths, PageName } from './app-paths.ts';

/** What every page of ours may do: nothing but talk through its preload. */
export const pagePreferences = (preload: string): WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
});

export const pageWindow = (
  paths: AppPaths,
  options: BrowserWindowConstructorOptions,
): BrowserWindowConstructorOptions => ({
  show: false,
  icon: paths.icon('icon.png'),
  ...options,
  webPreferences: { ...pagePreferences(paths.preload), ...options.webPreferences },
});

/** Loads a page from what was built, or from the development server. */
export function loadPage(window: BrowserWindow, paths: AppPaths, page: PageName): Promise<void> {
  const server = developmentServer();
  return server ? window.loadURL(`${server}/${page}`) : window.loadFile(paths.page(page));
}

/** electron-vite names its server while it develops; a built app never has one. */
export const developmentServer = (): string | undefined =>
  app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
