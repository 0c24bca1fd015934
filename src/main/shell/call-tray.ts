import { Menu, nativeImage, nativeTheme, Tray } from 'electron';
import type { Handler } from '../../domain/call/call-id.ts';
import type { CallSnapshot } from '../../domain/call/call-snapshot.ts';
import type { AppPaths } from './app-paths.ts';

export type TrayWishes = {
  show(): void;
  /** Picks up the call that is offered. */
  answer(handler: Handler): void;
  takeOver(): void;
  hangUp(): void;
  quit(): void;
};

/** What the line is doing, in the words of the tray. */
function lineSays({ phase, handler, leadName }: CallSnapshot): string {
  switch (phase) {
    case 'idle':
    case 'ended':
      return 'The line is free';
    case 'preparing':
      return 'Preparing a call';
    case 'offered':
      return `${leadName || 'Somebody'} is calling`;
    case 'dialling':
    case 'ringing':
      return `Calling ${leadName}`;
    case 'live':
      return handler === 'human' ? `You are talking to ${leadName}` : `The agent is talking to ${leadName}`;
    case 'ending':
      return 'Hanging up';
  }
}

/** The icon beside the clock: what the line is doing, and the few things one wants without opening the window. */
export function createCallTray(paths: AppPaths, wishes: TrayWishes): { show(snapshot: CallSnapshot): void } {
  const tray = new Tray(nativeImage.createEmpty());
  let shown = '';
  tray.on('click', wishes.show);
  return {
    show(snapshot) {
      const up = !['idle', 'ended'].includes(snapshot.phase);
      const says = lineSays(snapshot);
      const icon =
        process.platform === 'darwin'
          ? 'trayTemplate.png'
          : `tray${nativeTheme.shouldUseDarkColors ? '-dark' : ''}${up ? '-live' : ''}.png`;
      // Captions publish many snapshots a second; the tray changes with the call only.
      const next = `${says} ${icon} ${snapshot.phase} ${snapshot.handler}`;
      if (next === shown) return;
      shown = next;
      tray.setImage(paths.icon(icon));
      tray.setToolTip(`Latchkey: ${says}`);
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: says, enabled: false },
          { type: 'separator' },
          { label: 'Show Latchkey', click: wishes.show },
          ...(snapshot.phase === 'offered'
            ? [
                { label: 'Answer', click: () => wishes.answer('human') },
                {
                  label: 'Let the agent answer',
                  enabled: snapshot.handler === 'human',
                  click: () => wishes.answer('agent'),
                },
              ]
            : []),
          {
            label: 'Take over',
            enabled: snapshot.phase === 'live' && snapshot.handler === 'agent',
            click: wishes.takeOver,
          },
          {
            label: snapshot.phase === 'offered' ? 'Decline' : 'Hang up',
            enabled: up && snapshot.phase !== 'ending',
            click: wishes.hangUp,
          },
          { type: 'separator' },
          { label: 'Quit', click: wishes.quit },
        ]),
      );
    },
  };
}
