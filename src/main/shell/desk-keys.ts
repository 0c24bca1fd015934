import type { Log } from '../../base/log.ts';
import { headsetPress } from '../../domain/call/headset-press.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { Softphone } from '../softphone.ts';
import { createHeadsetKey, type SystemKeys } from './headset-key.ts';
import { createHotKey } from './hot-key.ts';
import type { LineGate } from './line-gate.ts';

type Keys = { takeOver(): void; bind(settings: Settings): void };

/** Says in one place which keys of the system another program holds, until each of them is had. */
function createKeyTroubles({ reportPart }: Pick<Softphone, 'reportPart'>) {
  const troubles = new Map<string, string>();
  return (key: string, reason: string | null) => {
    const had = troubles.delete(key);
    if (reason !== null) troubles.set(key, reason);
    const failure = { kind: 'refused', reason: [...troubles.values()].join(' ') } as const;
    if (troubles.size > 0) reportPart('settings', 'degraded', { failure });
    else if (had) reportPart('settings', 'ready');
  };
}

/** The keys of the whole system: taking over by its own, and by a headset's while a call is up. */
export function createDeskKeys(deps: {
  keys: SystemKeys;
  softphone: Softphone;
  gate: Pick<LineGate, 'takeOver'>;
  headsetKeyIsOn(): boolean;
  log: Log;
}): Keys {
  const { keys, softphone, gate, headsetKeyIsOn, log } = deps;
  const trouble = createKeyTroubles(softphone);
  const takeOver = () => {
    const { phase, handler, callId } = softphone.snapshot();
    if (callId === null) return;
    // The gates move at once; the rest of the app hears of it after.
    if (phase === 'live' && handler === 'agent') softphone.takeOver(callId, gate.takeOver(callId));
    else softphone.takeOver(callId);
  };
  const headset = createHeadsetKey({
    keys,
    pressed() {
      const now = softphone.snapshot();
      const does = headsetPress(now);
      if (now.callId === null || does === null) return;
      if (does === 'takeOver') takeOver();
      else if (does === 'handBack') softphone.handBack(now.callId);
      else softphone.answer(now.callId, 'human');
    },
    told(held) {
      trouble('headset', held ? null : 'The headset key does nothing: another program holds the play/pause key.');
    },
  });
  const bindHotKey = createHotKey({ keys, log, pressed: takeOver });
  softphone.onSnapshot((snapshot) => headset.follow(snapshot, headsetKeyIsOn()));
  return {
    takeOver,
    bind({ takeOverHotKey }) {
      const reason = `The take-over key ${takeOverHotKey} could not be bound: another program may have it.`;
      trouble('take-over', bindHotKey(takeOverHotKey) ? null : reason);
      headset.follow(softphone.snapshot(), headsetKeyIsOn());
    },
  };
}
