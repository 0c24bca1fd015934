import { globalShortcut } from 'electron';
import type { Log } from '../../base/log.ts';

/** Keeps one key of the whole system bound to taking over. Answers a function that binds another one. */
export function createHotKey(deps: { log: Log; pressed(): void }): (accelerator: string) => boolean {
  let bound = '';
  return (accelerator) => {
    if (accelerator === bound) return true;
    if (bound) globalShortcut.unregister(bound);
    bound = '';
    try {
      if (globalShortcut.register(accelerator, deps.pressed)) bound = accelerator;
    } catch (error) {
      deps.log.warn('hot key refused', { accelerator, error: String(error) });
    }
    if (!bound) deps.log.warn('hot key not bound', { accelerator });
    return bound !== '';
  };
}
