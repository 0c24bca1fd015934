import { createContext, useContext, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';

export type KeyBinding = {
  /** `KeyboardEvent.key`, e.g. `t`, `?`, `ArrowLeft`, ` `. */
  key: string;
  /** With Ctrl (or Cmd). Such keys work while typing too. */
  mod?: boolean;
  shift?: boolean;
  /** How the `?` list prints it. */
  shows: string;
  does: string;
  run: () => void;
  /** Acts when the key is let go, so that holding it can mean something else. */
  onRelease?: boolean;
  /** Acts under an open dialog too. */
  urgent?: boolean;
};

type Registry = {
  add(bindings: () => readonly KeyBinding[]): () => void;
  list(): readonly KeyBinding[];
  subscribe(listener: () => void): () => void;
};

const KeysContext = createContext<Registry | null>(null);

const TEXT_FIELDS =
  'input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable]';
const PRESSABLE = 'button, a[href], summary, input, select, textarea, [role=button]';

/** Whether what is typed now goes into a text. */
export const isTyping = (): boolean => document.activeElement?.closest(TEXT_FIELDS) != null;

const matches = (event: KeyboardEvent, binding: KeyBinding) => {
  if (event.altKey || (event.ctrlKey || event.metaKey) !== (binding.mod ?? false)) return false;
  if (binding.shift !== undefined && event.shiftKey !== binding.shift) return false;
  return event.key === binding.key || (binding.key.length === 1 && event.key.toLowerCase() === binding.key);
};

/** Whether the key belongs to what has the focus rather than to the screen. */
function isTaken(event: KeyboardEvent, binding: KeyBinding): boolean {
  if (!(event.target instanceof Element)) return false;
  const inside = (selector: string) => (event.target as Element).closest(selector) !== null;
  if (inside(TEXT_FIELDS) && !binding.mod) return true;
  if (binding.key === ' ' || binding.key === 'Enter') return inside(PRESSABLE);
  return binding.key.startsWith('Arrow') && inside('input');
}

function createRegistry(): Registry {
  const sources = new Set<() => readonly KeyBinding[]>();
  const listeners = new Set<() => void>();
  let all: readonly KeyBinding[] = [];
  const changed = () => {
    all = [...sources].flatMap((source) => source());
    for (const listener of [...listeners]) listener();
  };
  return {
    add(bindings) {
      sources.add(bindings);
      changed();
      return () => {
        sources.delete(bindings);
        changed();
      };
    },
    list: () => all,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Hears the keys of the whole window. Single letters only act where `letters` allows it (WCAG 2.1.4). */
export function KeysProvider({ letters, children }: { letters: boolean; children: ReactNode }) {
  const [registry] = useState(createRegistry);
  useEffect(() => {
    const act = (event: KeyboardEvent, released: boolean) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      const covered = document.querySelector('dialog[open]') !== null;
      const binding = registry
        .list()
        .findLast(
          (candidate) =>
            (candidate.onRelease ?? false) === released && (!covered || candidate.urgent) && matches(event, candidate),
        );
      if (!binding || isTaken(event, binding)) return;
      const isLetter = !binding.mod && binding.key.length === 1 && binding.key !== ' ';
      if (isLetter && !letters) return;
      event.preventDefault();
      binding.run();
    };
    const pressed = (event: KeyboardEvent) => {
      act(event, false);
    };
    const released = (event: KeyboardEvent) => {
      act(event, true);
    };
    window.addEventListener('keydown', pressed);
    window.addEventListener('keyup', released);
    return () => {
      window.removeEventListener('keydown', pressed);
      window.removeEventListener('keyup', released);
    };
  }, [registry, letters]);
  return <KeysContext value={registry}>{children}</KeysContext>;
}

function useRegistry(): Registry {
  const registry = useContext(KeysContext);
  if (!registry) throw new Error('Keys were asked for outside KeysProvider.');
  return registry;
}

/** Binds keys as long as the component is there. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const registry = useRegistry();
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  const signature = bindings.map(({ mod, shift, shows, does, key }) => [mod, shift, key, shows, does].join()).join('|');
  useEffect(
    () =>
      registry.add(() => latest.current.map((binding, at) => ({ ...binding, run: () => latest.current[at]?.run() }))),
    [registry, signature],
  );
}

/** Every key that does something now, for the `?` list. */
export function useActiveKeys(): readonly KeyBinding[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.list);
}
