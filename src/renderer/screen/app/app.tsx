import { useEffect, useRef, useState } from 'react';
import type { CallSnapshot } from '../../../domain/call/call-snapshot.ts';
import {
  useBridge,
  useConnection,
  useHappening,
  useSettings,
  useSnapshot,
  useSnapshotKnown,
} from '../bridge/bridge-context.tsx';
import { useAnswer } from '../bridge/use-answer.ts';
import { useCallKeys } from '../bridge/use-call-keys.ts';
import { useRinger } from '../bridge/use-ringer.ts';
import { HandoverProvider, useHandover } from '../bridge/handover.tsx';
import { OllamaPullProvider } from '../bridge/ollama-pull.tsx';
import { useTheme } from '../bridge/use-theme.ts';
import { CalendarScreen } from '../features/calendar/calendar-screen.tsx';
import { CallScreen } from '../features/call/call-screen.tsx';
import { SetUpScreen } from '../features/first-run/set-up-screen.tsx';
import { HealthScreen } from '../features/health/health-screen.tsx';
import { HistoryScreen } from '../features/history/history-screen.tsx';
import { ModelsScreen } from '../features/models/models-screen.tsx';
import { PracticeScreen } from '../features/practice/practice-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { TelephoneScreen } from '../features/telephone/telephone-screen.tsx';
import { Button } from '../ui/button.tsx';
import { KeysProvider, useActiveKeys, useKeys, isTyping } from '../ui/keys.tsx';
import { Notice } from '../ui/notice.tsx';
import { CallStrip } from './call-strip.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { ProblemBoundary } from './problem-boundary.tsx';
import { Rail } from './rail.tsx';
import { goTo, useRoute, type Route } from './route.ts';
import { Waiting } from './waiting.tsx';
import './app.css';

function lineSays({ phase, handler }: CallSnapshot): string {
  switch (phase) {
    case 'live':
      return handler === 'human' ? 'You are live' : 'Live';
    case 'preparing':
      return 'Preparing';
    case 'offered':
      return 'Incoming call';
    case 'dialling':
      return 'Dialling';
    case 'ringing':
      return 'Ringing';
    case 'ending':
      return 'Ending';
    case 'ended':
      return 'Ended';
    case 'idle':
      return '';
  }
}

function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'call':
      return <CallScreen />;
    case 'history':
      return <HistoryScreen callId={route.callId} />;
    case 'calendar':
      return <CalendarScreen />;
    case 'practice':
      return <PracticeScreen />;
    case 'models':
      return <ModelsScreen />;
    case 'health':
      return <HealthScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'set-up':
      return <SetUpScreen />;
    case 'telephone':
      return <TelephoneScreen />;
  }
}

/** Brings the focus to the heading of a screen that was gone to, not to the one the app starts with. */
function useArrival(route: Route) {
  const main = useRef<HTMLElement>(null);
  const before = useRef(route);
  const place = `${route.screen}/${route.callId ?? ''}`;
  useEffect(() => {
    const left = `${before.current.screen}/${before.current.callId ?? ''}`;
    before.current = route;
    if (left === place) return;
    main.current?.scrollTo(0, 0);
    main.current?.querySelector('h1')?.focus();
  }, [place, route]);
  return main;
}

/** On a fresh machine the set-up comes first, once; whoever leaves it is not sent back. */
function useFirstRun(known: boolean, done: boolean) {
  const sent = useRef(false);
  useEffect(() => {
    if (!known || sent.current) return;
    sent.current = true;
    if (!done && window.location.hash === '') goTo('set-up');
  }, [known, done]);
}

function Frame() {
  const route = useRoute();
  const bridge = useBridge();
  const connection = useConnection();
  const snapshot = useSnapshot();
  const { settings, known } = useSettings();
  const handover = useHandover();
  useCallKeys(handover);
  useRinger();
  const health = useAnswer('health.list', null);
  const keys = useActiveKeys();
  const [keysShown, setKeysShown] = useState(false);
  const main = useArrival(route);
  useFirstRun(known, settings.firstRunDone);
  useHappening('health.changed', health.refresh);
  useHappening('screen.requested', ({ screen }) => {
    // Else the next letter of a word would be a key there, and could answer the call that is offered: the strip leads to it.
    if (!isTyping()) goTo(screen);
  });
  useKeys([
    {
      key: '?',
      shows: '?',
      does: 'List the keys',
      run: () => {
        setKeysShown(true);
      },
    },
  ]);

  const onTheLine = ['offered', 'dialling', 'ringing', 'live', 'ending'].includes(snapshot.phase);
  return (
    <div className="app">
      <Rail
        current={route.screen}
        setUpOpen={known && !settings.firstRunDone}
        lineSays={lineSays(snapshot)}
        live={snapshot.phase === 'live' && snapshot.handler === 'human'}
        trouble={(health.value ?? []).filter((part) => part.state === 'degraded' || part.failure).length}
        onKeys={() => {
          setKeysShown(true);
        }}
        skip={
          <a
            className="button skip"
            href={`#/${route.screen}`}
            onClick={(event) => {
              event.preventDefault();
              main.current?.querySelector('h1')?.focus();
            }}
          >
            Skip to the screen
          </a>
        }
      />
      <div className="app-side">
        {connection.state === 'lost' ? (
          <div className="app-notice">
            <Notice
              tone="error"
              says="Latchkey’s main process no longer answers."
              help="What is shown may be old. Taking over still reaches the line directly."
              action={
                <Button
                  onClick={() => {
                    bridge.ask();
                  }}
                >
                  Ask again
                </Button>
              }
            />
          </div>
        ) : null}
        {onTheLine && route.screen !== 'call' ? <CallStrip snapshot={snapshot} handover={handover} /> : null}
        <main className="app-main" ref={main}>
          <ProblemBoundary key={route.screen}>
            <Screen route={route} />
          </ProblemBoundary>
        </main>
      </div>
      {keysShown ? (
        <KeysDialog
          keys={keys}
          letters={settings.letterKeys}
          takeOverHotKey={settings.takeOverHotKey}
          onClose={() => {
            setKeysShown(false);
          }}
        />
      ) : null}
    </div>
  );
}

/** The whole screen. */
export function App() {
  const { settings } = useSettings();
  const known = useSnapshotKnown();
  useTheme(settings.theme);
  return (
    <KeysProvider letters={settings.letterKeys}>
      <HandoverProvider>
        <OllamaPullProvider>{known ? <Frame /> : <Waiting />}</OllamaPullProvider>
      </HandoverProvider>
    </KeysProvider>
  );
}
