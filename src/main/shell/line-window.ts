import { BrowserWindow, type MessagePortMain } from 'electron';
import type { HostHandle } from '../../contract/host.ts';
import type { AppPaths } from './app-paths.ts';
import type { ExpectedEnds } from './expected-ends.ts';
import { loadPage, pageWindow } from './our-page.ts';
import { createWindowHost } from './window-port.ts';

export type LineWindow = {
  /** Opens a fresh line window; the one before is gone for good. Resolves when its page says that it is ready. */
  start(): Promise<HostHandle<MessagePortMain>>;
  /** The page of the line that is up. */
  page(): Electron.WebContents | undefined;
};

/** The hidden window in which the line runs, so that it survives whatever becomes of the screen. */
export function createLineWindow(deps: { paths: AppPaths; ends: ExpectedEnds; onReady(): void }): LineWindow {
  let window: BrowserWindow | undefined;
  return {
    async start() {
      window?.destroy();
      const next = new BrowserWindow(
        pageWindow(deps.paths, {
          title: 'Latchkey line',
          skipTaskbar: true,
          webPreferences: { backgroundThrottling: false, autoplayPolicy: 'no-user-gesture-required' },
        }),
      );
      window = next;
      const ready = new Promise<void>((resolve, reject) => {
        next.webContents.ipc.once('ready', () => resolve());
        next.webContents.once('render-process-gone', () => reject(new Error('the line window ended while it opened')));
        next.once('closed', () => reject(new Error('the line window was closed while it opened')));
      });
      await Promise.all([loadPage(next, deps.paths, 'line/index.html'), ready]);
      const host = createWindowHost(next.webContents, deps.ends);
      // A page that loads again has lost its call and its ports: that is a new line, not this one.
      next.webContents.ipc.once('ready', () => next.destroy());
      deps.onReady();
      return host;
    },
    page: () => (window && !window.isDestroyed() ? window.webContents : undefined),
  };
}
