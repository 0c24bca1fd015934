import { expect, it } from 'vitest';
import { defaultSettings, Settings, SettingsChange } from './settings.ts';

it('changes only what is named, and refuses what there is not', () => {
  expect(SettingsChange.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
  expect(SettingsChange.safeParse({ theme: 'green' }).success).toBe(false);
  expect(SettingsChange.safeParse({ colour: 'dark' }).success).toBe(false);
});

it.each([
  ['agentVoice', ['joe', 'kokoro:af_heart', 'kokoro:af_bella', 'kokoro:am_michael', 'kokoro:am_puck']],
  ['recogniser', ['moonshine-tiny-en', 'whisper-base-en', 'whisper-small-en', 'parakeet-tdt-0.6b-v3']],
] as const)('%s is the first of %j unless another is chosen', (key, values) => {
  expect(defaultSettings[key]).toBe(values[0]);
  for (const value of values) expect(Settings.parse({ [key]: value })[key]).toBe(value);
  expect(Settings.safeParse({ [key]: 'kokoro:jf_alpha' }).success).toBe(false);
});
