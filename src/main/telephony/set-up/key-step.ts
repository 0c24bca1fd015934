import { saysNotFound } from '../twilio-failure.ts';
import { KEY_SECRET, type Step, type UndoContext } from './step.ts';

/**
 * A Standard key for this machine. Its secret is told once, when it is made: a key whose secret was lost on the way, or
 * in the vault, is of no use and is removed before another is made.
 */
export const keyStep: Step = {
  name: 'api-key',
  async run(context) {
    await removeKeys(context);
    const { sid, secret } = await context.twilio.newKeys.create({ friendlyName: nameOf(context) });
    const kept = context.vault.set(KEY_SECRET, secret);
    return kept.ok ? context.remember({ apiKeySid: sid }) : kept.failure;
  },
  async undo(context) {
    await removeKeys(context);
    const forgotten = context.vault.remove(KEY_SECRET);
    return forgotten.ok ? context.remember({ apiKeySid: undefined }) : forgotten.failure;
  },
};

const nameOf = ({ asked }: UndoContext): string => `Latchkey (${asked.deviceName})`;

async function removeKeys(context: UndoContext): Promise<void> {
  const name = nameOf(context);
  const known = context.made().apiKeySid;
  const keys = await context.twilio.keys.list();
  // What the package lists does not know its own SID when asked to act, so each is addressed anew.
  for (const { sid, friendlyName } of keys) {
    if (friendlyName === name || sid === known) await removed(() => context.twilio.keys(sid).remove());
  }
}

/** Removes, and is content when it has been removed already. */
export async function removed(remove: () => Promise<unknown>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (!saysNotFound(error)) throw error;
  }
}
