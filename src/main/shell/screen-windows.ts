import { BrowserWindow, MessageChannelMain } from 'electron';
import type { Clock } from '../../base/clock.ts';
import type { Port } from '../../base/port.ts';
import type { Log } from '../../base/log.ts';
import { ELECTRON_MESSAGE, fromEmitterPort } from '../../contract/channel.ts';
import { createBackOff } from '../calls/back-off.ts';
import type { AppPaths, PageName } from './app-paths.ts';
import { loadPage, pageWindow } from './our-page.ts';
import { recallBounds, rememberBounds } from './remember-bounds.ts';
import { openPagePort } from './window-port.ts';

export type ScreenDeps = {
  paths: AppPaths;
  clock: Clock;
  log: Log;
  attachScreen(port: Port): () => void;
  linePage(): Electron.WebContents | undefined;
  /** Whether closing the window ends the app; otherwise it is hidden and the call goes on. */
  mayQuit(): boolean;
  quit(): void;
  onVisible(): void;
};

export type ScreenWindows = {
  /** Resolves when the screen is first drawn. */
  readonly opened: Promise<void>;
  show(): void;
  isVisible(): boolean;
  /** Whether keys that are pressed now go to the screen. */
  isInFront(): boolean;
  showBar(shown: boolean): void;
  /** A new line window needs new gate ports from every screen. */
  lineChanged(): void;
  flash(): void;
};

/** Each load of a page brings it a fresh control port and a gate port that goes straight to the line. */
function connectPage(window: BrowserWindow, deps: ScreenDeps): void {
  let detach = () => {};
  window.webContents.ipc.on('ready', () => {
    detach();
    const control = openPagePort(window.webContents, { type: 'control' });
    detach = deps.attachScreen(fromEmitterPort(control, ELECTRON_MESSAGE));
    connectGate(window, deps);
  });
  window.once('closed', () => detach());
}

function connectGate(window: BrowserWindow, { linePage }: ScreenDeps): void {
  const line = linePage();
  if (!line || window.isDestroyed()) return;
  const { port1, port2 } = new MessageChannelMain();
  window.webContents.postMessage('port', { type: 'gate' }, [port1]);
  line.postMessage('port', { type: 'gate' }, [port2]);
}

/** The screen, and the little bar that takes its place while it is hidden during a call. */
export function createScreenWindows(deps: ScreenDeps): ScreenWindows {
  const { paths, clock, log } = deps;
  const backOff = createBackOff(clock);
  let tellOpened = () => {};
  const opened = new Promise<void>((resolve) => {
    tellOpened = resolve;
  });
  let screen: BrowserWindow | undefined;
  let bar: BrowserWindow | undefined;
  const alive = (window: BrowserWindow | undefined) => (window && !window.isDestroyed() ? window : undefined);

  const load = (window: BrowserWindow, page: PageName) => {
    connectPage(window, deps);
    loadPage(window, paths, page).catch((error: unknown) =>
      log.error('page not loaded', { page, error: String(error) }),
    );
  };
  const openScreen = (): BrowserWindow => {
    backOff.started();
    const window = new BrowserWindow(
      pageWindow(paths, {
        title: 'Latchkey',
        width: 1180,
        height: 780,
        minWidth: 400,
        minHeight: 320,
        autoHideMenuBar: true,
        ...recallBounds(paths.windows),
        // It rings for a call, whether or not somebody has pressed anything in it.
        webPreferences: { autoplayPolicy: 'no-user-gesture-required' },
      }),
    );
    rememberBounds(window, paths.windows);
    window.once('ready-to-show', () => {
      window.show();
      tellOpened();
    });
    window.on('close', (event) => {
      if (deps.mayQuit()) return;
      event.preventDefault();
      window.hide();
    });
    window.once('closed', () => {
      if (screen === window || screen === undefined) deps.quit();
    });
    for (const change of ['show', 'hide', 'minimize', 'restore'] as const) window.on(change as 'show', deps.onVisible);
    // The call lives in the line's window and in main: a screen that crashed is simply opened again, unless it does
    // nothing else. The bar and the tray are there meanwhile.
    window.webContents.once('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit' || screen !== window) return;
      screen = undefined;
      clock.after(backOff.ended(), () => {
        if (!alive(window)) return;
        screen ??= openScreen();
        window.destroy();
      });
    });
    load(window, 'screen/index.html');
    return window;
  };
  const openBar = (): BrowserWindow => {
    const window = new BrowserWindow(
      pageWindow(paths, {
        title: 'Latchkey call',
        width: 520,
        height: 56,
        frame: false,
        resizable: false,
        alwaysOnTop: true,
        skipTaskbar: true,
      }),
    );
    window.setAlwaysOnTop(true, 'floating');
    load(window, 'screen/bar.html');
    return window;
  };

  const isVisible = () => {
    const window = alive(screen);
    return window !== undefined && window.isVisible() && !window.isMinimized();
  };
  return {
    opened,
    show() {
      screen = alive(screen) ?? openScreen();
      if (screen.isMinimized()) screen.restore();
      if (screen.webContents.isLoading()) return;
      screen.show();
      screen.focus();
    },
    isVisible,
    isInFront: () => alive(screen)?.isFocused() ?? false,
    showBar(shown) {
      if (shown) (bar = alive(bar) ?? openBar()).showInactive();
      else alive(bar)?.hide();
    },
    lineChanged() {
      for (const window of [alive(screen), alive(bar)])
        if (window && !window.webContents.isLoading()) connectGate(window, deps);
    },
    flash() {
      alive(screen)?.flashFrame(true);
    },
  };
}
