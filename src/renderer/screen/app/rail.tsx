import {
  Activity,
  CalendarDays,
  GraduationCap,
  History,
  KeyRound,
  Keyboard,
  Package,
  Phone,
  Settings,
  Wrench,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { Kbd } from '../ui/kbd.tsx';
import { useKeys } from '../ui/keys.tsx';
import { goTo, type ScreenName } from './route.ts';

type Place = { screen: ScreenName; name: string; icon: LucideIcon; digit: string };

const PLACES: readonly Place[] = [
  { screen: 'call', name: 'Call', icon: Phone, digit: '1' },
  { screen: 'history', name: 'History', icon: History, digit: '2' },
  { screen: 'calendar', name: 'Calendar', icon: CalendarDays, digit: '3' },
  { screen: 'practice', name: 'Practice', icon: GraduationCap, digit: '4' },
  { screen: 'models', name: 'Models', icon: Package, digit: '5' },
  { screen: 'health', name: 'Health', icon: Activity, digit: '6' },
  { screen: 'settings', name: 'Settings', icon: Settings, digit: '7' },
];
const SET_UP: Place = { screen: 'set-up', name: 'Set-up', icon: Wrench, digit: '8' };

type RailProps = {
  current: ScreenName;
  setUpOpen: boolean;
  /** What is going on on the line, in a word, beside Call. */
  lineSays: string;
  live: boolean;
  /** Parts that are not well, beside Health. */
  trouble: number;
  onKeys: () => void;
  /** The way past these links, for the keyboard. */
  skip: ReactNode;
};

/** The left rail: one thing per screen. */
export function Rail(props: RailProps) {
  const places = props.setUpOpen ? [...PLACES, SET_UP] : PLACES;
  useKeys(
    places.map(({ screen, name, digit }) => ({
      key: digit,
      mod: true,
      shows: `Ctrl ${digit}`,
      does: `Go to ${name}`,
      run: () => {
        goTo(screen);
      },
    })),
  );
  useEffect(() => {
    const elsewhere = props.current === 'telephone' ? 'Telephone' : SET_UP.name;
    const name = places.find((place) => place.screen === props.current)?.name ?? elsewhere;
    document.title = props.lineSays === '' ? `${name} – Latchkey` : `${props.lineSays} – Latchkey`;
  });
  const beside = (screen: ScreenName) => {
    if (screen === 'call' && props.lineSays !== '')
      return (
        <span className={props.live ? 'rail-note rail-live' : 'rail-note'}>{props.live ? 'You' : props.lineSays}</span>
      );
    if (screen === 'health' && props.trouble > 0)
      return (
        <span className="rail-note rail-trouble">
          {props.trouble}
          <span className="unseen"> not well</span>
        </span>
      );
    return null;
  };
  return (
    <nav className="rail" aria-label="Screens">
      {props.skip}
      <p className="rail-brand">
        <KeyRound className="icon" aria-hidden="true" />
        <span>Latchkey</span>
      </p>
      <ul>
        {places.map(({ screen, name, icon: Icon, digit }) => (
          <li key={screen}>
            <a
              className="rail-link"
              href={`#/${screen}`}
              aria-current={props.current === screen ? 'page' : undefined}
              aria-keyshortcuts={`Control+${digit}`}
            >
              <Icon className="icon" aria-hidden="true" />
              <span className="rail-name">{name}</span>
              {beside(screen)}
            </a>
          </li>
        ))}
      </ul>
      <button type="button" className="rail-link rail-keys" onClick={props.onKeys} aria-keyshortcuts="?">
        <Keyboard className="icon" aria-hidden="true" />
        <span className="rail-name">Keys</span>
        <Kbd keys="?" />
      </button>
    </nav>
  );
}
