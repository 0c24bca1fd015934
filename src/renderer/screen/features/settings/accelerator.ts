type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const NAMED: Record<string, string> = {
  ' ': 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  '+': 'Plus',
};

/** A pressed combination as an Electron accelerator; null where it cannot be one (no modifier, or nothing but modifiers). */
export function accelerator({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string | null {
  if (['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'Dead', 'Unidentified'].includes(key)) return null;
  if (!ctrlKey && !metaKey && !altKey) return null;
  const name = NAMED[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [ctrlKey || metaKey ? 'CommandOrControl' : '', altKey ? 'Alt' : '', shiftKey ? 'Shift' : '', name]
    .filter(Boolean)
    .join('+');
}

/** An accelerator as a person reads it. */
export const acceleratorWords = (text: string): string => text.replace('CommandOrControl', 'Ctrl').replaceAll('+', ' ');
