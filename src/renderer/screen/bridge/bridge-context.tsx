import { createContext, useContext, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Clock } from '../../../base/clock.ts';
import type { CallSnapshot } from '../../../domain/call/call-snapshot.ts';
import type { Settings } from '../../../domain/settings/settings.ts';
import type { Bridge, Connection, ScreenClient } from './bridge.ts';
import type { EventName, EventPayload } from './screen-words.ts';
import { noHandlers, noteHandler, type HandlerChange } from './handler-changes.ts';
import { liveSettings, liveSnapshot, type LiveValue } from './live-value.ts';

type Shared = {
  bridge: Bridge;
  snapshot: LiveValue<CallSnapshot>;
  settings: LiveValue<Settings>;
  handlerChanges: () => readonly HandlerChange[];
};

function share(bridge: Bridge): Shared {
  const snapshot = liveSnapshot(bridge);
  let handlers = noHandlers;
  // Before any component listens, so that those are told of a snapshot whose handler is noted.
  snapshot.subscribe(() => {
    handlers = noteHandler(handlers, snapshot.get());
  });
  return { bridge, snapshot, settings: liveSettings(bridge), handlerChanges: () => handlers.changes };
}

const SharedContext = createContext<Shared | null>(null);

/** Everything below sees main through this bridge. */
export function BridgeProvider({ bridge, children }: { bridge: Bridge; children: ReactNode }) {
  const [shared] = useState(() => share(bridge));
  useEffect(() => {
    bridge.ask();
  }, [bridge]);
  return <SharedContext value={shared}>{children}</SharedContext>;
}

function useShared(): Shared {
  const shared = useContext(SharedContext);
  if (!shared) throw new Error('A screen was drawn outside BridgeProvider.');
  return shared;
}

export const useBridge = (): Bridge => useShared().bridge;

export const useClock = (): Clock => useShared().bridge.clock;

export function useConnection(): Connection {
  const { bridge } = useShared();
  return useSyncExternalStore(bridge.onConnection, bridge.connection);
}

/** The client of main; null until the first port is there and after the last one closed. */
export const useClient = (): ScreenClient | null => useConnection().client;

/** The call as main sees it now. */
export function useSnapshot(): CallSnapshot {
  const { snapshot } = useShared();
  return useSyncExternalStore(snapshot.subscribe, snapshot.get);
}

/** Where in the conversation the call changed hands since this page looks on. */
export function useHandlerChanges(): readonly HandlerChange[] {
  const { snapshot, handlerChanges } = useShared();
  return useSyncExternalStore(snapshot.subscribe, handlerChanges);
}

/** The call that goes on now; null while there is none. Unlike the snapshot it does not change with every word. */
export function useRunningCallId(): string | null {
  const { snapshot } = useShared();
  return useSyncExternalStore(snapshot.subscribe, () => {
    const { phase, callId } = snapshot.get();
    return phase === 'ended' ? null : callId;
  });
}

/** Whether main has told anything about the call yet. */
export function useSnapshotKnown(): boolean {
  const { snapshot } = useShared();
  return useSyncExternalStore(snapshot.subscribe, snapshot.known);
}

/** The settings; `known` is false until main has told them. */
export function useSettings(): { settings: Settings; known: boolean } {
  const { settings } = useShared();
  const value = useSyncExternalStore(settings.subscribe, settings.get);
  const known = useSyncExternalStore(settings.subscribe, settings.known);
  return { settings: value, known };
}

/** Listens to something main tells, as long as the component is there. */
export function useHappening<Name extends EventName>(name: Name, heard: (payload: EventPayload<Name>) => void): void {
  const client = useClient();
  const latest = useRef(heard);
  useEffect(() => {
    latest.current = heard;
  });
  useEffect(() => {
    if (!client) return undefined;
    const listen: (payload: EventPayload<Name>) => void = (payload) => {
      latest.current(payload);
    };
    // The client's own signature says the same of one name at a time.
    return client.on(name, listen as Parameters<typeof client.on<Name>>[1]);
  }, [client, name]);
}
