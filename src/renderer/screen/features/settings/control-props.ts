import type { Settings } from '../../../../domain/settings/settings.ts';
import type { Sound } from '../../bridge/use-sound.ts';
import type { Speech } from '../../bridge/use-speech.ts';
import type { WishOutput } from '../../bridge/screen-words.ts';
import type { Setting } from './setting-list.ts';

export type SettingValue = Settings[keyof Settings];

/** A value that is one word or number, as a field shows it. */
export const asText = (value: SettingValue): string => (typeof value === 'object' ? '' : String(value));

export type ControlProps = {
  id: string;
  setting: Setting;
  value: SettingValue;
  describedBy: string;
  keep: (value: SettingValue) => void;
  onTrouble: (says: string | null) => void;
  sound: Sound;
  ollama: WishOutput<'ollama.get'> | null;
  speech: Speech;
};
