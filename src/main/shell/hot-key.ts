import type { Log } from '../../base/log.ts';
import type { SystemKeys } from './headset-key.ts';

/** Keeps one key of the whole system bound to taking over. Answers a function that binds another one. */
export function createHotKey(deps: { keys: SystemKeys; log: Log; pressed(): void }): (accelerator: string) => boolean {
  const { keys } = deps;
  let bound = '';
  return (accelerator) => {
    if (accelerator === bound) return true;
    if (bound) keys.unregister(bound);
    bound = '';
    try {
      if (keys.register(accelerator, deps.pressed)) bound = accelerator;
    } catch (error) {
      deps.log.warn('hot key refused', { accelerator, error: String(error) });
    }
    if (!bound) deps.log.warn('hot key not bound', { accelerator });
    return bound !== '';
  };
}
