import { useSyncExternalStore } from 'react';

export type ScreenName =
  'call' | 'history' | 'calendar' | 'practice' | 'models' | 'health' | 'settings' | 'set-up' | 'telephone';
export type Route = { screen: ScreenName; callId: string | null };

const SCREENS: ReadonlySet<string> = new Set<ScreenName>([
  'call',
  'history',
  'calendar',
  'practice',
  'models',
  'health',
  'settings',
  'set-up',
  'telephone',
]);

/** What the address shows. It lives in the hash so that a reload comes back to the same place. */
export function parseRoute(hash: string): Route {
  const [screen = '', id = ''] = hash.replace(/^#\/?/, '').split('/');
  if (!SCREENS.has(screen)) return { screen: 'call', callId: null };
  return { screen: screen as ScreenName, callId: screen === 'history' && id !== '' ? decodeURIComponent(id) : null };
}

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => {
    window.removeEventListener('hashchange', listener);
  };
};
const hash = () => window.location.hash;

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, hash));
}

export function goTo(screen: ScreenName): void {
  window.location.hash = `#/${screen}`;
}
