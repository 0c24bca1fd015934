import { idleSnapshot, type CallSnapshot } from '../../../domain/call/call-snapshot.ts';
import { defaultSettings, type Settings } from '../../../domain/settings/settings.ts';
import type { Bridge, ScreenClient } from './bridge.ts';

/** A value that main owns and publishes: what is shown is the newest that was heard, `known` once any was. */
export type LiveValue<Value> = {
  get(): Value;
  known(): boolean;
  subscribe(listener: () => void): () => void;
};

type Source<Value> = {
  first: Value;
  fetch: (client: ScreenClient) => Promise<Value | undefined>;
  listen: (client: ScreenClient, heard: (value: Value) => void) => () => void;
};

function createLiveValue<Value>(bridge: Bridge, source: Source<Value>): LiveValue<Value> {
  const listeners = new Set<() => void>();
  let value = source.first;
  let known = false;
  let deaf: (() => void) | null = null;
  let of: ScreenClient | null = null;

  const heard = (next: Value) => {
    value = next;
    known = true;
    for (const listener of [...listeners]) listener();
  };
  const follow = () => {
    const { client } = bridge.connection();
    if (client === of) return;
    deaf?.();
    deaf = null;
    of = client;
    if (!client) return;
    // An event that overtakes the answer is the newer truth.
    let overtaken = false;
    deaf = source.listen(client, (next) => {
      overtaken = true;
      heard(next);
    });
    void source.fetch(client).then((next) => {
      if (next !== undefined && !overtaken && of === client) heard(next);
    });
  };
  bridge.onConnection(follow);
  follow();

  return {
    get: () => value,
    known: () => known,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The call as main sees it. */
export const liveSnapshot = (bridge: Bridge): LiveValue<CallSnapshot> =>
  createLiveValue<CallSnapshot>(bridge, {
    first: idleSnapshot,
    fetch: async (client) => {
      const answer = await client.call('snapshot.get', null);
      return answer.ok ? answer.value : undefined;
    },
    listen: (client, heard) => client.on('snapshot.changed', heard),
  });

/** The settings as main keeps them. */
export const liveSettings = (bridge: Bridge): LiveValue<Settings> =>
  createLiveValue<Settings>(bridge, {
    first: defaultSettings,
    fetch: async (client) => {
      const answer = await client.call('settings.get', null);
      return answer.ok ? answer.value : undefined;
    },
    listen: (client, heard) => client.on('settings.changed', heard),
  });
