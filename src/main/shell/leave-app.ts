import { app, dialog, powerMonitor } from 'electron';
import type { Softphone } from '../softphone.ts';
import type { ExpectedEnds } from './expected-ends.ts';

/** Closes the app in good order: a call is asked about, hung up and written down before anything ends. */
export function createLeaving(deps: { softphone: Softphone; ends: ExpectedEnds }): { mayQuit(): boolean } {
  const { softphone } = deps;
  let state: 'open' | 'asking' | 'closing' | 'closed' = 'open';

  const close = async () => {
    state = 'closing';
    deps.ends.expectAll();
    await softphone.close();
    state = 'closed';
    app.quit();
  };
  const ask = async () => {
    state = 'asking';
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: 'A call is on the line.',
      detail: 'Closing Latchkey hangs up. The call is kept in History.',
      buttons: ['Stay', 'Hang up and close'],
      defaultId: 0,
      cancelId: 0,
    });
    state = 'open';
    if (response === 1) await close();
  };
  const closeUnasked = () => {
    if (state === 'open' || state === 'asking') void close();
  };

  app.on('before-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state !== 'open') return;
    void (softphone.isCallUp() ? ask() : close());
  });
  // Whoever ends the session or the process has asked already.
  powerMonitor.on('shutdown', closeUnasked);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, closeUnasked);
  return { mayQuit: () => state === 'closed' || state === 'closing' || !softphone.isCallUp() };
}
